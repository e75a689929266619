export const trails = 'an inside of the audit service';
