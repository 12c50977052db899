import { CommandBar } from '../palette/command-bar.tsx';
import ColorSchemeMenu from '../ui/color-scheme-menu.tsx';
import { UserMenu } from './user-menu.tsx';

/** What stands at the end of the bar; apart, because the page can be read before they can be opened. */
export default function HeaderMenus() {
  return (
    <>
      <CommandBar />
      <ColorSchemeMenu />
      <UserMenu />
    </>
  );
}
