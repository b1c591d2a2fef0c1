import { AuditTrail } from 'sophia/components';

const audit = new AuditTrail('audit', {
  retentionDays: 400,
  configuration: true,
  threatDetection: true,
});

export const bucketName = audit.bucketName;
