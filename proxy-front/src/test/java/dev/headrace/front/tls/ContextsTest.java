package dev.headrace.front.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContextsTest {
    private static final int THREADS = 4;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(TlsProvider.class)
    void handlersAreMade_whileOtherThreadsDriveTheirContextsOut(TlsProvider provider) throws Exception {
        List<ServerIdentity> identities = identities(provider);
        TlsOptions options = TlsOptions.defaults().withProvider(provider).withMaxContexts(2);
        Contexts contexts = new Contexts(options, new SetClock());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> done = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int first = i;
                Callable<Integer> work = () -> make(contexts, identities, first);
                done.add(threads.submit(work));
            }
            for (Future<Integer> made : done) {
                assertThat(made.get()).isEqualTo(200);
            }
            assertThat(contexts.count()).isLessThanOrEqualTo(2);
        } finally {
            threads.shutdown();
            contexts.keepOnly(identity -> false);
        }
    }

    private static int make(Contexts contexts, List<ServerIdentity> identities, int first) throws Exception {
        int made = 0;
        for (int i = 0; i < 200; i++) {
            ServerIdentity identity = identities.get((first + i) % identities.size());
            SslHandler handler = contexts.newHandler(identity, ByteBufAllocator.DEFAULT);
            ReferenceCountUtil.release(handler.engine());
            contexts.keepOnly(kept -> !kept.equals(identity));
            made++;
        }
        return made;
    }

    private List<ServerIdentity> identities(TlsProvider provider) throws Exception {
        List<String> names = List.of("a.test", "b.test", "c.test", "d.test");
        for (String name : names) {
            Pki.write(folder.resolve(name + ".pem"), Pki.ecdsa(name));
        }
        CertificateStore store = new CertificateReader(provider).read(List.of(folder), null, CertificateStore.empty());
        return names.stream()
                .map(name -> Objects.requireNonNull(store.find(name)))
                .toList();
    }
}
