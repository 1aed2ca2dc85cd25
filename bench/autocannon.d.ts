declare module 'autocannon' {
  namespace autocannon {
    interface Options {
      url: string;
      connections?: number;
      duration?: number;
      method?: string;
      headers?: Record<string, string>;
      requests?: { setupRequest?: (request: object) => object }[];
    }
    interface Result {
      '2xx': number;
      non2xx: number;
      errors: number;
      duration: number;
      latency: { p50: number; p97_5: number; p99: number };
    }
  }
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>;
  export default autocannon;
}
