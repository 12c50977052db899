import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from '@tanstack/react-router';
import { speakTo } from './i18n/speak-to.ts';
import type { Me } from './session/load-me.ts';
import { safeTarget } from './session/sign-in-target.ts';
import { NotFoundPage } from './ui/not-found-page.tsx';
import { PageError } from './ui/page-error.tsx';
import { PagePending } from './ui/page-pending.tsx';

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
    await speakTo(null);
  },
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignIn'),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.loadMe();
    if (!me)
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { target: location.href } });
    await speakTo(me);
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

const projects = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects',
  validateSearch: (search: Record<string, unknown>): { archived?: true } =>
    search['archived'] === true ? { archived: true } : {},
  component: lazyRouteComponent(() => import('./routes/projects.tsx'), 'Projects'),
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
  component: lazyRouteComponent(() => import('./routes/users.tsx'), 'Users'),
});

const setAside = createRoute({
  getParentRoute: () => administration,
  path: '/set-aside',
  component: lazyRouteComponent(() => import('./routes/set-aside.tsx'), 'SetAside'),
});

const elsewhere = createRoute({ getParentRoute: () => signedIn, path: '/$', component: NotFoundPage });

const routeTree = root.addChildren([
  signIn,
  signedIn.addChildren([dashboard, projects, administration.addChildren([users, setAside]), elsewhere]),
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
