package dev.headrace.front.server;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Has a service read its files again when they change, from a thread of its own. */
public final class Watch {
    /** Editors and deployments change files in several steps: what counts is how they are when nothing has happened for a while. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Where something changes all the time, what has changed is not left out of force for longer. */
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Service service;
    private final WatchService events;
    private final Set<Path> folders = new HashSet<>();
    private Set<Path> files = Set.of();

    private Watch(Service service) throws IOException {
        this.service = service;
        events = FileSystems.getDefault().newWatchService();
        watchFolders();
    }

    /** Begins to watch, for as long as the process lives. */
    public static void of(Service service) throws IOException {
        Watch watch = new Watch(service);
        Thread thread = new Thread(watch::run, "watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                if (take(events.take())) {
                    awaitQuiet();
                    reload();
                    watchFolders();
                }
            }
        } catch (IOException e) {
            service.tell("changes of files will not be seen any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until nothing that matters has happened for a while; a busy log does not count. */
    private void awaitQuiet() throws InterruptedException {
        long begin = System.nanoTime();
        long last = begin;
        while (true) {
            long left = Math.min(last + QUIET_NANOS, begin + LONGEST_NANOS) - System.nanoTime();
            WatchKey key = left <= 0 ? null : events.poll(left, TimeUnit.NANOSECONDS);
            if (key == null) {
                return;
            }
            if (take(key)) {
                last = System.nanoTime();
            }
        }
    }

    private void reload() {
        try {
            service.reload();
        } catch (RuntimeException e) {
            // A mistake of ours must not keep the next change from being seen.
            service.tell("the configuration was not read again: " + e);
        }
    }

    /** Takes what has happened in a folder; whether it can matter, which a log beside the configuration does not. */
    private boolean take(WatchKey key) {
        Path folder = (Path) key.watchable();
        boolean matters = key.pollEvents().stream()
                .anyMatch(event -> event.context() == null
                        || files.contains(folder)
                        || files.contains(folder.resolve((Path) event.context())));
        key.reset();
        return matters;
    }

    private void watchFolders() throws IOException {
        // A folder is watched by the first name that it was given: there must not be two.
        files = service.files().stream()
                .map(file -> file.toAbsolutePath().normalize())
                .collect(Collectors.toUnmodifiableSet());
        for (Path file : files) {
            Path folder = Files.isDirectory(file) ? file : file.getParent();
            if (folder != null && Files.isDirectory(folder) && folders.add(folder)) {
                folder.register(
                        events,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        }
    }
}
