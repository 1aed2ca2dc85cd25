import type { Badge } from '@hostelry/contracts';
import { IconArmchair, IconBan, IconReceipt, IconWash, type Icon } from '@tabler/icons-react';

/** What stands beside a table's colour; the words are `floor:badge.<name>`. */
export const BADGE_ICONS: Record<Badge, Icon> = {
  SEATED: IconArmchair,
  BILL_REQUESTED: IconReceipt,
  DIRTY: IconWash,
  BLOCKED: IconBan,
};
