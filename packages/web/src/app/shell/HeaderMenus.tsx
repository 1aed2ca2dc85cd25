import { Bell } from '../../features/notifications/Bell.tsx';
import { ProfileMenu } from './ProfileMenu.tsx';

/** The menus at the far end of the header. */
export default function HeaderMenus() {
  return (
    <>
      <Bell />
      <ProfileMenu />
    </>
  );
}
