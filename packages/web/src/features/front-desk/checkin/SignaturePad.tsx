import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH, type Signature } from '@hostelry/contracts/front-desk';
import { Button, Group, Text } from '@mantine/core';
import { useRef, useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SignaturePad.module.css';

interface SignaturePadProps {
  value: Signature | null;
  onChange: (value: Signature | null) => void;
}

type Stroke = Signature[number];

/** A pad for a pen, a finger or a mouse; it keeps strokes, not a picture. */
export function SignaturePad({ value, onChange }: SignaturePadProps) {
  const { t } = useTranslation('desk');
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const box = useRef<SVGSVGElement>(null);

  const point = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const along = (at: number, size: number, most: number) => Math.round(Math.max(0, Math.min(1, at / size)) * most);
    return [along(event.clientX - left, width, SIGNATURE_WIDTH), along(event.clientY - top, height, SIGNATURE_HEIGHT)];
  };
  const begin = (event: PointerEvent<SVGSVGElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setStroke([point(event)]);
  };
  const draw = (event: PointerEvent) => {
    if (stroke && stroke.length < 800) setStroke([...stroke, point(event)]);
  };
  const end = () => {
    if (!stroke) return;
    if ((value?.length ?? 0) < 60) onChange([...(value ?? []), stroke]);
    setStroke(null);
  };

  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={500}>
          {t('card.signature')}
        </Text>
        <Button variant="subtle" size="compact-md" mih={44} disabled={!value} onClick={() => onChange(null)}>
          {t('card.clear')}
        </Button>
      </Group>
      <svg
        ref={box}
        className={classes.pad}
        viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
        role="img"
        aria-label={t(value ? 'card.signed' : 'card.sign_here')}
        onPointerDown={begin}
        onPointerMove={draw}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className={classes.foot} x1={40} x2={SIGNATURE_WIDTH - 40} y1={320} y2={320} />
        {[...(value ?? []), ...(stroke ? [stroke] : [])].map((points, index) => (
          <polyline key={index} className={classes.ink} points={points.map(([x, y]) => `${x},${y}`).join(' ')} />
        ))}
      </svg>
    </div>
  );
}
