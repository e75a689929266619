export const auditModule = 'a service that no lib may know';
