export interface Notification {
  readonly subject: string;
  readonly text: string;
  readonly severity: 'info' | 'warning' | 'critical';
}

export interface Notifier {
  notify(notification: Notification): Promise<void>;
}
