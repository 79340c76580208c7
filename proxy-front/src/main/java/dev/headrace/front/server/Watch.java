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
import org.jspecify.annotations.Nullable;

/** Has a service read its files again when they change, from a thread of its own. */
public final class Watch {
    /** Editors and deployments change files in several steps: what counts is how they are when nothing has happened for a while. */
    private static final long QUIET_MILLIS = 100;

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
                boolean matters = take(events.take());
                for (WatchKey key = next(); key != null; key = next()) {
                    matters |= take(key);
                }
                if (matters) {
                    service.reload();
                    watchFolders();
                }
            }
        } catch (IOException e) {
            service.tell("changes of files will not be seen any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable WatchKey next() throws InterruptedException {
        return events.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
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
        files = service.files().stream().map(Path::toAbsolutePath).collect(Collectors.toUnmodifiableSet());
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
