import { notFound, Refusal } from './refusal.ts';

/** What faults and the log need to know of a route. `list` has the envelope, `array` is bare, `rest` takes any deeper path. */
export interface Route<H> {
  readonly method: string;
  /** `/plans/{id}/quota`; a last segment `**` takes the rest of the path. */
  readonly pattern: string;
  readonly kind: 'list' | 'array' | 'read' | 'write' | 'provider';
  readonly handle: H;
}

export interface RouteMatch<H> {
  readonly route: Route<H>;
  readonly name: string;
  /** One for each `{…}`, then those under `**`. */
  readonly params: readonly string[];
}

interface Node<H> {
  readonly literals: Map<string, Node<H>>;
  param: Node<H> | undefined;
  isRest: boolean;
  readonly methods: Map<string, { readonly route: Route<H>; readonly name: string }>;
}

export type Router<H> = (method: string, segments: readonly string[]) => RouteMatch<H>;

/** Literals are matched without regard to case. Throws 404 for a path nobody knows and 405 for a known one with another method. */
export function createRouter<H>(routes: readonly Route<H>[]): Router<H> {
  const root = createNode<H>();
  for (const route of routes) addRoute(root, route);
  return (method, segments) => {
    const params: string[] = [];
    let node: Node<H> | undefined = root;
    for (let i = 0; i < segments.length && node !== undefined; i += 1) {
      const segment = segments[i] ?? '';
      const literal: Node<H> | undefined = node.literals.get(segment.toLowerCase());
      if (node.isRest && literal === undefined) {
        params.push(...segments.slice(i));
        break;
      }
      if (literal === undefined) params.push(segment);
      node = literal ?? node.param;
    }
    const methods = node?.methods;
    if (methods === undefined || methods.size === 0) throw notFound(`The route /${segments.join('/')}`);
    const match = methods.get(method) ?? methods.get('*');
    if (match !== undefined) return { ...match, params };
    const allow = [...methods.keys()].join(', ');
    throw new Refusal(405, 'MethodNotAllowed', `${method} is not possible here; only ${allow}.`, {
      headers: { allow },
    });
  };
}

function addRoute<H>(root: Node<H>, route: Route<H>): void {
  let node = root;
  for (const part of route.pattern.split('/').filter((text) => text !== '')) {
    if (part === '**') node.isRest = true;
    else if (part.startsWith('{')) node = node.param ??= createNode<H>();
    else {
      const next = node.literals.get(part.toLowerCase()) ?? createNode<H>();
      node.literals.set(part.toLowerCase(), next);
      node = next;
    }
  }
  node.methods.set(route.method, { route, name: `${route.method} ${route.pattern}` });
}

function createNode<H>(): Node<H> {
  return { literals: new Map(), param: undefined, isRest: false, methods: new Map() };
}
