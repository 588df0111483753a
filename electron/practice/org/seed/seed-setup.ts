import type { Seeder } from './seed-org.ts';

/** A user of the seeded org. */
export interface SeedUser {
  readonly key: 'sam' | 'alex' | 'robin' | 'jo' | 'kit' | 'tokens';
  readonly firstName: string;
  readonly lastName: string;
  readonly username: string;
  readonly alias: string;
  readonly title: string;
  readonly profile: string;
}

/** Who may sign in; the first is who the printed token belongs to. */
export const seedUsers: readonly SeedUser[] = [
  {
    key: 'sam',
    firstName: 'Sam',
    lastName: 'Ortiz',
    username: 'sam.ortiz@practice.example',
    alias: 'sorti',
    title: 'Call Centre Supervisor',
    profile: 'Call Centre Supervisor',
  },
  {
    key: 'alex',
    firstName: 'Alex',
    lastName: 'Kim',
    username: 'alex.kim@practice.example',
    alias: 'akim',
    title: 'Salesforce Administrator',
    profile: 'System Administrator',
  },
  {
    key: 'robin',
    firstName: 'Robin',
    lastName: 'Patel',
    username: 'robin.patel@practice.example',
    alias: 'rpate',
    title: 'Auditor',
    profile: 'Read Only',
  },
  {
    key: 'jo',
    firstName: 'Jo',
    lastName: 'Silva',
    username: 'jo.silva@practice.example',
    alias: 'jsilv',
    title: 'Call Centre Agent',
    profile: 'Call Centre Agent',
  },
  {
    key: 'kit',
    firstName: 'Kit',
    lastName: 'Moran',
    username: 'kit.moran@practice.example',
    alias: 'kmora',
    title: 'Temporary Staff',
    profile: 'No API Access',
  },
  {
    key: 'tokens',
    firstName: 'Agent',
    lastName: 'Integration',
    username: 'agent.tokens@practice.example',
    alias: 'atoke',
    title: 'Integration User',
    profile: 'Call Centre Agent',
  },
];

const statuses = {
  CaseStatus: [
    { ApiName: 'New', IsDefault: 1, IsClosed: 0 },
    { ApiName: 'Working', IsClosed: 0 },
    { ApiName: 'Escalated', IsClosed: 0 },
    { ApiName: 'Closed', IsClosed: 1 },
  ],
  LeadStatus: [
    { ApiName: 'Open - Not Contacted', IsDefault: 1 },
    { ApiName: 'Working - Contacted' },
    { ApiName: 'Closed - Converted', IsConverted: 1 },
    { ApiName: 'Closed - Not Converted' },
  ],
  TaskStatus: [
    { ApiName: 'Not Started', IsDefault: 1 },
    { ApiName: 'In Progress' },
    { ApiName: 'Completed', IsClosed: 1 },
    { ApiName: 'Waiting on someone else' },
    { ApiName: 'Deferred' },
  ],
  TaskPriority: [{ ApiName: 'High', IsHighPriority: 1 }, { ApiName: 'Normal', IsDefault: 1 }, { ApiName: 'Low' }],
} as const;

const stages: readonly (readonly [string, number, string, string])[] = [
  ['Prospecting', 10, 'Pipeline', 'Pipeline'],
  ['Qualification', 10, 'Pipeline', 'Pipeline'],
  ['Needs Analysis', 20, 'Pipeline', 'Pipeline'],
  ['Value Proposition', 50, 'Pipeline', 'Pipeline'],
  ['Id. Decision Makers', 60, 'Pipeline', 'Pipeline'],
  ['Perception Analysis', 70, 'Pipeline', 'Pipeline'],
  ['Proposal/Price Quote', 75, 'Pipeline', 'Pipeline'],
  ['Negotiation/Review', 90, 'Pipeline', 'Pipeline'],
  ['Closed Won', 100, 'Closed', 'Closed'],
  ['Closed Lost', 0, 'Omitted', 'Omitted'],
];

const profiles = ['System Administrator', 'Call Centre Supervisor', 'Call Centre Agent', 'Read Only', 'No API Access'];

/** Users, profiles, statuses and the organisation itself; gives the user ids by key. */
export function seedSetup(seeder: Seeder): Record<SeedUser['key'], string> {
  const profileIds = new Map(profiles.map((Name) => [Name, seeder.add('Profile', { Name, UserType: 'Standard' })]));
  const roleId = seeder.add('UserRole', { Name: 'Call Centre', DeveloperName: 'CallCentre' });
  const users = seedUsers.map(
    (user) => [user.key, addUser(seeder, user, { roleId, profileId: profileIds.get(user.profile) ?? '' })] as const,
  );
  addOrganization(seeder);
  seeder.add('Group', { Name: 'Support Queue', DeveloperName: 'Support_Queue', Type: 'Queue' });
  for (const [table, rows] of Object.entries(statuses)) {
    for (const [index, row] of rows.entries())
      seeder.add(table, { ...row, MasterLabel: row.ApiName, SortOrder: index + 1 });
  }
  for (const [index, [name, probability, category, categoryName]] of stages.entries())
    addStage(seeder, { index, name, probability, category, categoryName });
  const ids = Object.fromEntries(users);
  const idOf = (key: SeedUser['key']) => ids[key] ?? '';
  return {
    sam: idOf('sam'),
    alex: idOf('alex'),
    robin: idOf('robin'),
    jo: idOf('jo'),
    kit: idOf('kit'),
    tokens: idOf('tokens'),
  };
}

function addUser(seeder: Seeder, user: SeedUser, at: { roleId: string; profileId: string }): string {
  return seeder.add('User', {
    ...(user.key === 'sam' ? { Id: seeder.byUser } : {}),
    Username: user.username,
    FirstName: user.firstName,
    LastName: user.lastName,
    Email: user.username,
    Alias: user.alias,
    CommunityNickname: user.username.split('@')[0] ?? user.alias,
    Title: user.title,
    CompanyName: 'Countersign Practice',
    City: 'San Francisco',
    State: 'CA',
    Country: 'United States',
    Phone: '+1 415 555 0100',
    TimeZoneSidKey: 'America/Los_Angeles',
    LocaleSidKey: 'en_US',
    EmailEncodingKey: 'UTF-8',
    LanguageLocaleKey: 'en_US',
    ProfileId: at.profileId,
    UserRoleId: at.roleId,
    UserType: 'Standard',
    IsActive: 1,
    DigestFrequency: 'D',
    DefaultGroupNotificationFrequency: 'N',
  });
}

function addOrganization(seeder: Seeder): void {
  const { org } = seeder;
  seeder.add('Organization', {
    Id: org.settings.organizationId,
    Name: 'Countersign Practice',
    PrimaryContact: 'Sam Ortiz',
    City: 'San Francisco',
    State: 'CA',
    Country: 'United States',
    DefaultLocaleSidKey: 'en_US',
    TimeZoneSidKey: 'America/Los_Angeles',
    LanguageLocaleKey: 'en_US',
    OrganizationType: 'Developer Edition',
    InstanceName: org.settings.instanceName,
    IsSandbox: 0,
    FiscalYearStartMonth: 1,
    DefaultAccountAccess: 'Edit',
    DefaultContactAccess: 'ControlledByParent',
    DefaultOpportunityAccess: 'Edit',
    DefaultLeadAccess: 'ReadEditTransfer',
    DefaultCaseAccess: 'ReadEditTransfer',
    UiSkin: 'Theme3',
  });
}

function addStage(
  seeder: Seeder,
  stage: { index: number; name: string; probability: number; category: string; categoryName: string },
): void {
  seeder.add('OpportunityStage', {
    MasterLabel: stage.name,
    ApiName: stage.name,
    IsActive: 1,
    SortOrder: stage.index + 1,
    IsClosed: stage.name.startsWith('Closed') ? 1 : 0,
    IsWon: stage.name === 'Closed Won' ? 1 : 0,
    ForecastCategory: stage.category,
    ForecastCategoryName: stage.categoryName,
    DefaultProbability: stage.probability,
  });
}
