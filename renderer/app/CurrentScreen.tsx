import { lazy, Suspense, type JSX } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { RouteLink } from './RouteLink.tsx';
import type { Route } from './router.ts';
import { Screen } from './Screen.tsx';
import { ScreenBoundary } from './ScreenBoundary.tsx';
import { formatRoute } from './router.ts';
import styles from './CurrentScreen.module.css';

// One part of the program per screen, fetched when it is first opened.
const BoardScreen = lazy(async () => ({
  default: (await import('../screens/board/BoardScreen.tsx')).BoardScreen,
}));
const AppsScreen = lazy(async () => ({
  default: (await import('../screens/apps/AppsScreen.tsx')).AppsScreen,
}));
const AppScreen = lazy(async () => ({ default: (await import('../screens/app/AppScreen.tsx')).AppScreen }));
const DeploymentScreen = lazy(async () => ({
  default: (await import('../screens/deployment/DeploymentScreen.tsx')).DeploymentScreen,
}));
const HistoryScreen = lazy(async () => ({
  default: (await import('../screens/history/HistoryScreen.tsx')).HistoryScreen,
}));
const CompareScreen = lazy(async () => ({
  default: (await import('../screens/compare/CompareScreen.tsx')).CompareScreen,
}));
const CompareReleasesScreen = lazy(async () => ({
  default: (await import('../screens/compare/CompareReleasesScreen.tsx')).CompareReleasesScreen,
}));
const LogsScreen = lazy(async () => ({
  default: (await import('../screens/logs/LogsScreen.tsx')).LogsScreen,
}));
const HealthScreen = lazy(async () => ({
  default: (await import('../screens/health/HealthScreen.tsx')).HealthScreen,
}));
const HostsScreen = lazy(async () => ({
  default: (await import('../screens/hosts/HostsScreen.tsx')).HostsScreen,
}));
const DriftScreen = lazy(async () => ({
  default: (await import('../screens/drift/DriftScreen.tsx')).DriftScreen,
}));
const SpaceScreen = lazy(async () => ({
  default: (await import('../screens/space/SpaceScreen.tsx')).SpaceScreen,
}));
const SettingsScreen = lazy(async () => ({
  default: (await import('../screens/settings/SettingsScreen.tsx')).SettingsScreen,
}));
const NoticesScreen = lazy(async () => ({
  default: (await import('../screens/notices/NoticesScreen.tsx')).NoticesScreen,
}));
const OnboardingScreen = lazy(async () => ({
  default: (await import('../screens/onboarding/OnboardingScreen.tsx')).OnboardingScreen,
}));

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
