import { useTranslation } from 'react-i18next';

/** The words for a meal plan; an imported booking may name one that only its own system knew. */
export function useMealPlan() {
  const { t, i18n } = useTranslation('reservations');
  return (name: string): string => (i18n.exists(`reservations:meal_plans.${name}`) ? t(`meal_plans.${name}`) : name);
}
