import { lazy, Suspense, type JSX } from 'react';
import { BoardScreen } from '../screens/board/BoardScreen.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { fetchPart } from './fetch-part.ts';
import { needPart } from './need-part.ts';
import { RouteLink } from './RouteLink.tsx';
import type { Route, RouteName } from './router.ts';
import { Screen } from './Screen.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { formatRoute } from './router.ts';
import styles from './CurrentScreen.module.css';

// The board is what is seen first and comes with the window, since React lets a fallback that was shown once stand for
// 300 ms; every other screen is a part of the program, fetched when it is first opened.
const PARTS = {
  apps: () => import('../screens/apps/AppsScreen.tsx'),
  app: () => import('../screens/app/AppScreen.tsx'),
  deployment: () => import('../screens/deployment/DeploymentScreen.tsx'),
  history: () => import('../screens/history/HistoryScreen.tsx'),
  compare: () => import('../screens/compare/CompareScreen.tsx'),
  releases: () => import('../screens/compare/CompareReleasesScreen.tsx'),
  logs: () => import('../screens/logs/LogsScreen.tsx'),
  health: () => import('../screens/health/HealthScreen.tsx'),
  hosts: () => import('../screens/hosts/HostsScreen.tsx'),
  drift: () => import('../screens/drift/DriftScreen.tsx'),
  space: () => import('../screens/space/SpaceScreen.tsx'),
  settings: () => import('../screens/settings/SettingsScreen.tsx'),
  notices: () => import('../screens/notices/NoticesScreen.tsx'),
  onboarding: () => import('../screens/onboarding/OnboardingScreen.tsx'),
} as const satisfies Record<Exclude<RouteName, 'board'>, () => Promise<unknown>>;

const AppsScreen = lazy(async () => ({ default: (await needPart(PARTS.apps)).AppsScreen }));
const AppScreen = lazy(async () => ({ default: (await needPart(PARTS.app)).AppScreen }));
const DeploymentScreen = lazy(async () => ({
  default: (await needPart(PARTS.deployment)).DeploymentScreen,
}));
const HistoryScreen = lazy(async () => ({ default: (await needPart(PARTS.history)).HistoryScreen }));
const CompareScreen = lazy(async () => ({ default: (await needPart(PARTS.compare)).CompareScreen }));
const CompareReleasesScreen = lazy(async () => ({
  default: (await needPart(PARTS.releases)).CompareReleasesScreen,
}));
const LogsScreen = lazy(async () => ({ default: (await needPart(PARTS.logs)).LogsScreen }));
const HealthScreen = lazy(async () => ({ default: (await needPart(PARTS.health)).HealthScreen }));
const HostsScreen = lazy(async () => ({ default: (await needPart(PARTS.hosts)).HostsScreen }));
const DriftScreen = lazy(async () => ({ default: (await needPart(PARTS.drift)).DriftScreen }));
const SpaceScreen = lazy(async () => ({ default: (await needPart(PARTS.space)).SpaceScreen }));
const SettingsScreen = lazy(async () => ({ default: (await needPart(PARTS.settings)).SettingsScreen }));
const NoticesScreen = lazy(async () => ({ default: (await needPart(PARTS.notices)).NoticesScreen }));
const OnboardingScreen = lazy(async () => ({
  default: (await needPart(PARTS.onboarding)).OnboardingScreen,
}));

/** Fetches the part of the program that shows a place, before it is shown. */
export function prepareScreen(name: RouteName): void {
  if (name === 'board') return;
  // What cannot be fetched is asked for again, and said, when it is needed.
  fetchPart<unknown>(PARTS[name]).catch(() => undefined);
}

/** The screen of a place. */
export function CurrentScreen({ route }: { readonly route: Route | undefined }): JSX.Element {
  if (route === undefined) return <NoSuchPlace />;
  return (
    <ScreenBoundary key={formatRoute(route)}>
      <Suspense fallback={<Waiting />}>{screenOf(route)}</Suspense>
    </ScreenBoundary>
  );
}

function screenOf(route: Route): JSX.Element {
  switch (route.name) {
    case 'board':
      return <BoardScreen />;
    case 'apps':
      return <AppsScreen />;
    case 'app':
      return <AppScreen app={route.app} />;
    case 'deployment':
      return <DeploymentScreen id={route.id} />;
    case 'history':
      return <HistoryScreen />;
    case 'compare':
      return <CompareScreen a={route.a} b={route.b} />;
    case 'releases':
      return <CompareReleasesScreen app={route.app} from={route.from} to={route.to} />;
    case 'logs':
      return <LogsScreen app={route.app} environment={route.environment} host={route.host} />;
    case 'health':
      return <HealthScreen />;
    case 'hosts':
      return <HostsScreen />;
    case 'drift':
      return <DriftScreen />;
    case 'space':
      return <SpaceScreen />;
    case 'settings':
      return <SettingsScreen />;
    case 'notices':
      return <NoticesScreen />;
    case 'onboarding':
      return <OnboardingScreen />;
  }
}

function Waiting(): JSX.Element {
  return (
    <div className={styles.waiting}>
      <Spinner size={22} label="Opening" />
    </div>
  );
}

function NoSuchPlace(): JSX.Element {
  return (
    <Screen title="No such place">
      <EmptyState title="This link leads nowhere" icon="link">
        What it named may have been removed, or the link is incomplete.{' '}
        <RouteLink to={{ name: 'board' }}>Go to the board</RouteLink>
      </EmptyState>
    </Screen>
  );
}
