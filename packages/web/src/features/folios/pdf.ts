import { request, urlOf, type Query } from '../../app/api.ts';
import { unpack } from '../../app/transport.ts';

/** Opens what a route prints in a tab of its own, where it is read, printed and kept. */
export async function openPdf(path: string, query: Query = {}): Promise<void> {
  // The tab opens within the click; browsers stop one that opens after an answer.
  const tab = window.open('', '_blank');
  try {
    const response = await request(urlOf(path, query));
    if (!response.ok) await unpack(response);
    const url = URL.createObjectURL(await response.blob());
    if (tab) tab.location.href = url;
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
