import { Button, createPolymorphicComponent, type ButtonProps } from '@mantine/core';

/** The primary button of POS and kitchen screens: 56 px high, so that a hurried thumb finds it. */
export const TouchButton = createPolymorphicComponent<'button', ButtonProps>((props: ButtonProps) => (
  <Button h="var(--touch-pos)" px="lg" fz="md" {...props} />
));
