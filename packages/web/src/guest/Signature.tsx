import { Button, Group, Text } from '@mantine/core';
import { useRef, useState, type PointerEvent } from 'react';

/** A place to sign with a finger; what is drawn is kept as an SVG path. */
export function Signature({
  label,
  clear,
  onChange,
}: {
  label: string;
  clear: string;
  onChange: (path: string) => void;
}) {
  const [path, setPath] = useState('');
  const drawing = useRef(false);
  const pointOf = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return `${Math.round(((event.clientX - box.left) / box.width) * 600)} ${Math.round(((event.clientY - box.top) / box.height) * 200)}`;
  };
  const draw = (next: string) => {
    setPath(next);
    onChange(next);
  };
  return (
    <div>
      <Group justify="space-between">
        <Text fw={500}>{label}</Text>
        <Button variant="subtle" onClick={() => draw('')} disabled={path === ''}>
          {clear}
        </Button>
      </Group>
      <svg
        viewBox="0 0 600 200"
        role="img"
        aria-label={label}
        style={{
          inlineSize: '100%',
          blockSize: 160,
          border: '1px solid var(--mantine-color-default-border)',
          borderRadius: 8,
          touchAction: 'none',
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          drawing.current = true;
          draw(`${path}M${pointOf(event)}`);
        }}
        onPointerMove={(event) => {
          if (drawing.current && path.length < 39_000) draw(`${path}L${pointOf(event)}`);
        }}
        onPointerUp={() => {
          drawing.current = false;
        }}
      >
        <path
          d={path || 'M0 0'}
          fill="none"
          stroke="currentColor"
          strokeWidth={3}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </div>
  );
}
