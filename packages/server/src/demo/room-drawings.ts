/** Small drawings of the demo hotel's rooms: a window over the roofs, and the beds that the type has. */

export interface DrawnRoom {
  /** In words, for those who do not see it. */
  shows: string;
  /** Where each bed begins and how wide it is, on a wall of 600. */
  beds: readonly (readonly [x: number, width: number])[];
  window_width: number;
  cloth: string;
}

export const ROOMS: Readonly<Record<string, DrawnRoom>> = {
  SGL: {
    shows: 'A single bed beside a window over the roofs',
    beds: [[330, 150]],
    window_width: 150,
    cloth: '#c46d4a',
  },
  DBL: { shows: 'A wide bed beside a window over the roofs', beds: [[280, 240]], window_width: 170, cloth: '#0f5f5c' },
  TWN: {
    shows: 'Two single beds beside a window over the roofs',
    beds: [
      [250, 130],
      [410, 130],
    ],
    window_width: 150,
    cloth: '#40659a',
  },
  FAM: {
    shows: 'A wide bed and two small ones under a window',
    beds: [
      [190, 190],
      [400, 80],
      [495, 80],
    ],
    window_width: 130,
    cloth: '#8a9a3c',
  },
  STE: {
    shows: 'A king’s bed beside a great window over the river',
    beds: [[330, 240]],
    window_width: 250,
    cloth: '#7a4a86',
  },
};

const LIGHTS = {
  day: {
    wall: '#f3e9dc',
    floor: '#b98a5e',
    sky: '#bfe3f2',
    river: '#7fb9d3',
    roof: '#cf6f4f',
    lamp: '#e8dcc8',
    shade: 0,
  },
  night: {
    wall: '#5b5566',
    floor: '#5a4534',
    sky: '#1c2a4a',
    river: '#2c4a70',
    roof: '#5c3a3a',
    lamp: '#ffd98a',
    shade: 0.25,
  },
};

/** One room at one time of day, as SVG. */
export function drawRoom(room: DrawnRoom, time: keyof typeof LIGHTS): string {
  const light = LIGHTS[time];
  const width = room.window_width;
  const roofs = Array.from({ length: Math.floor(width / 36) }, (_, index) => {
    const x = 40 + index * 36;
    const y = 190 - ((index * 17) % 26);
    return `<path d="M${x} ${y}l18 -14l18 14v40h-36z" fill="${light.roof}"/><rect x="${x + 12}" y="${y + 8}" width="9" height="11" fill="${light.lamp}"/>`;
  }).join('');
  const beds = room.beds
    .map(
      ([x, wide]) =>
        `<rect x="${x - 6}" y="190" width="${wide + 12}" height="90" rx="10" fill="#7b5638"/><rect x="${x}" y="250" width="${wide}" height="76" rx="10" fill="#fffaf2"/><rect x="${x + wide * 0.1}" y="228" width="${wide * 0.8}" height="36" rx="14" fill="#ffffff"/><rect x="${x}" y="282" width="${wide}" height="52" rx="8" fill="${room.cloth}"/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 380" role="img">
<rect width="600" height="310" fill="${light.wall}"/><rect y="310" width="600" height="70" fill="${light.floor}"/>
<rect x="34" y="64" width="${width + 12}" height="182" rx="6" fill="#fffaf2"/><rect x="40" y="70" width="${width}" height="170" fill="${light.sky}"/>
<rect x="40" y="160" width="${width}" height="80" fill="${light.river}"/>${roofs}<path d="M${40 + width / 2} 70v170M40 150h${width}" stroke="#fffaf2" stroke-width="5"/>
${beds}<circle cx="572" cy="196" r="20" fill="${light.lamp}"/><path d="M572 216v104" stroke="#6b4a30" stroke-width="5"/>
<rect width="600" height="380" fill="#0b1026" opacity="${light.shade}"/></svg>`;
}
