import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { readSearch } from './activity/data/activity-search.ts';
import { readClientsSearch } from './clients/clients-search.ts';
import { activateLocale, loadMessages } from './i18n/activate-locale.ts';
import { readInvoicesSearch } from './invoices/invoices-search.ts';
import { readProjectSearch } from './projects/project-search.ts';
import type { Me } from './session/load-me.ts';
import { safeTarget } from './session/sign-in-target.ts';
import { readStatisticsSearch } from './stats/statistics-search.ts';
import { readTimeSearch } from './time/time-search.ts';
import { NotFoundPage, PageError, PagePending } from './ui/page-states.tsx';

interface RouterContext {
  loadMe: () => Promise<Me | null>;
}

const root = createRootRouteWithContext<RouterContext>()();

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { target?: string } =>
    search['target'] === undefined ? {} : { target: safeTarget(search['target']) },
  beforeLoad: async ({ context, search }) => {
    if (await context.loadMe()) throw redirect({ href: safeTarget(search.target) });
    await activateLocale(null);
  },
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignIn'),
});

/** For whoever has been invited, whoever is signed in here. */
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  beforeLoad: () => activateLocale(null),
  component: lazyRouteComponent(() => import('./routes/invitation.tsx'), 'Invitation'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.loadMe();
    if (!me)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { target: location.href } });
    await activateLocale(me);
    return { me };
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  errorComponent: ({ error }) => (
    <main>
      <PageError error={error} />
    </main>
  ),
});

const dashboard = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  component: lazyRouteComponent(() => import('./routes/dashboard.tsx'), 'Dashboard'),
});

/** The number in an address; where there is none, neither is a page. */
function idOf(text: string): number {
  const id = Number(text);
  if (!Number.isSafeInteger(id) || id < 1) throw notFound();
  return id;
}

const activity = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./routes/activity.tsx'), 'Activity'),
});

const proof = createRoute({
  getParentRoute: () => signedIn,
  path: '/activity/$activityId/proof',
  params: {
    parse: ({ activityId }) => ({ activityId: idOf(activityId) }),
    stringify: ({ activityId }) => ({ activityId: String(activityId) }),
  },
  beforeLoad: () => loadMessages('proof'),
  component: lazyRouteComponent(() => import('./routes/proof.tsx'), 'Proof'),
});

const projects = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects',
  validateSearch: (search: Record<string, unknown>): { archived?: true; new?: 1; client_id?: number } => ({
    ...(search['archived'] === true && { archived: true }),
    ...(search['new'] === 1 && { new: 1 }),
    ...(typeof search['client_id'] === 'number' && { client_id: search['client_id'] }),
  }),
  component: lazyRouteComponent(() => import('./routes/projects.tsx'), 'Projects'),
});

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$projectId',
  params: {
    parse: ({ projectId }) => ({ projectId: idOf(projectId) }),
    stringify: ({ projectId }) => ({ projectId: String(projectId) }),
  },
  validateSearch: readProjectSearch,
  component: lazyRouteComponent(() => import('./routes/project.tsx'), 'Project'),
});

const task = createRoute({
  getParentRoute: () => signedIn,
  path: '/tasks/$taskId',
  params: {
    parse: ({ taskId }) => ({ taskId: idOf(taskId) }),
    stringify: ({ taskId }) => ({ taskId: String(taskId) }),
  },
  component: lazyRouteComponent(() => import('./routes/task.tsx'), 'Task'),
});

const statistics = createRoute({
  getParentRoute: () => signedIn,
  path: '/statistics',
  validateSearch: readStatisticsSearch,
  component: lazyRouteComponent(() => import('./routes/statistics.tsx'), 'Statistics'),
});

const clients = createRoute({
  getParentRoute: () => signedIn,
  path: '/clients',
  validateSearch: readClientsSearch,
  component: lazyRouteComponent(() => import('./routes/clients.tsx'), 'Clients'),
});

const client = createRoute({
  getParentRoute: () => signedIn,
  path: '/clients/$clientId',
  params: {
    parse: ({ clientId }) => ({ clientId: idOf(clientId) }),
    stringify: ({ clientId }) => ({ clientId: String(clientId) }),
  },
  beforeLoad: () => loadMessages('invoices'),
  component: lazyRouteComponent(() => import('./routes/client.tsx'), 'Client'),
});

const invoices = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoices',
  validateSearch: readInvoicesSearch,
  beforeLoad: () => loadMessages('invoices'),
  component: lazyRouteComponent(() => import('./routes/invoices.tsx'), 'Invoices'),
});

const invoiceParams = {
  parse: ({ invoiceId }: { invoiceId: string }) => ({ invoiceId: idOf(invoiceId) }),
  stringify: ({ invoiceId }: { invoiceId: number }) => ({ invoiceId: String(invoiceId) }),
};

const invoice = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoices/$invoiceId',
  params: invoiceParams,
  beforeLoad: () => loadMessages('invoices'),
  component: lazyRouteComponent(() => import('./routes/invoice.tsx'), 'Invoice'),
});

const invoicePrint = createRoute({
  getParentRoute: () => signedIn,
  path: '/invoices/$invoiceId/print',
  params: invoiceParams,
  beforeLoad: () => loadMessages('invoices'),
  component: lazyRouteComponent(() => import('./routes/invoice-print.tsx'), 'InvoicePrint'),
});

const time = createRoute({
  getParentRoute: () => signedIn,
  path: '/time',
  validateSearch: readTimeSearch,
  component: lazyRouteComponent(() => import('./routes/time.tsx'), 'Time'),
});

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile',
  beforeLoad: () => loadMessages('access'),
  // After a change that reloads the page, it says so once.
  validateSearch: (search: Record<string, unknown>): { saved?: 1 } =>
    search['saved'] === 1 ? { saved: 1 } : {},
  component: lazyRouteComponent(() => import('./routes/profile.tsx'), 'Profile'),
});

/** Pages of administrators do not exist for others. */
const administration = createRoute({
  getParentRoute: () => signedIn,
  id: 'administration',
  beforeLoad: ({ context }) => {
    if (context.me.role !== 'admin') throw notFound();
  },
});

const users = createRoute({
  getParentRoute: () => administration,
  path: '/users',
  validateSearch: (search: Record<string, unknown>): { new?: 1 } => (search['new'] === 1 ? { new: 1 } : {}),
  component: lazyRouteComponent(() => import('./routes/users.tsx'), 'Users'),
});

const setAside = createRoute({
  getParentRoute: () => administration,
  path: '/set-aside',
  component: lazyRouteComponent(() => import('./routes/set-aside.tsx'), 'SetAside'),
});

const access = createRoute({
  getParentRoute: () => administration,
  path: '/security',
  beforeLoad: () => loadMessages('access'),
  component: lazyRouteComponent(() => import('./routes/access.tsx'), 'Access'),
});

const audit = createRoute({
  getParentRoute: () => administration,
  path: '/audit',
  beforeLoad: () => loadMessages('proof'),
  component: lazyRouteComponent(() => import('./routes/audit.tsx'), 'Audit'),
});

const retention = createRoute({
  getParentRoute: () => administration,
  path: '/retention',
  beforeLoad: () => loadMessages('retention'),
  component: lazyRouteComponent(() => import('./routes/retention.tsx'), 'Retention'),
});

const elsewhere = createRoute({ getParentRoute: () => signedIn, path: '/$', component: NotFoundPage });

const routeTree = root.addChildren([
  signIn,
  invitation,
  signedIn.addChildren([
    dashboard,
    time,
    profile,
    activity,
    proof,
    projects,
    project,
    task,
    statistics,
    clients,
    client,
    invoices,
    invoice,
    invoicePrint,
    administration.addChildren([users, setAside, access, audit, retention]),
    elsewhere,
  ]),
]);

export const buildRouter = (context: RouterContext) =>
  createRouter({
    routeTree,
    context,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: PageError,
    defaultPendingComponent: PagePending,
  });

export type Router = ReturnType<typeof buildRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: Router;
  }
}
