import type { Texts } from '..';

export const problems = {
  problems: {
    internal: 'Algo ha fallado en el hub.',
    invalid: 'Estos datos no tienen la forma esperada.',
    malformed: 'No se han podido leer estos datos.',
    unauthenticated: 'Primero inicie sesión.',
    forbidden: 'No tiene permiso para esto. Consulte a un administrador de su equipo.',
    feature_off: 'Esta función está desactivada. Un administrador puede activarla en Ajustes, Funciones.',
    wrong_code: 'Este código no es correcto o ya no vale. Compruébelo o pida otro.',
    wrong_link: 'Este enlace ya no vale: se ha usado, ha caducado o se ha retirado.',
    not_found: 'Aquí no hay nada, o nada que usted pueda ver.',
    method_not_allowed: 'Esto no se puede hacer en esta dirección.',
    conflict: 'Esto contradice lo que ya está guardado.',
    idempotency_key_reused: 'Esta petición ya se hizo con otro contenido.',
    idempotency_key_in_use: 'La primera petición aún no ha terminado. Espere un momento.',
    idempotency_answer_lost: 'La petición se llevó a cabo, pero se perdió la respuesta. Compruebe el resultado.',
    too_large: 'Esto es más grande de lo permitido.',
    unsupported_media: 'Aquí no se entiende este tipo de contenido.',
    rate_limited: 'Demasiadas peticiones. Espere un momento y continúe.',
    unavailable: 'Ahora mismo no es posible. No se ha cambiado nada; inténtelo de nuevo.',
  },
  problem: {
    unreachable: 'No se ha podido acceder al hub.',
    silent: 'El hub ha respondido con un error.',
    signedOut: 'Su sesión ha terminado. Inicie sesión de nuevo.',
  },
} satisfies Partial<Texts>;
