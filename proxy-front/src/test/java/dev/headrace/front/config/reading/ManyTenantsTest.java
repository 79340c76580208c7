package dev.headrace.front.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many tenants as a hosting provider has on one machine. */
class ManyTenantsTest {
    private static final int TENANTS = 10_000;

    @Test
    void tenThousandTenants_areRead_andOneIsReadAgain(@TempDir Path path) throws ConfigurationException {
        Folder folder = new Folder(path);
        for (int i = 0; i < TENANTS; i++) {
            folder.write("tenants/t" + i + ".yaml", tenant(i));
        }

        long start = System.nanoTime();
        Snapshot read = Configurations.read(folder.file());
        long reread = System.nanoTime();
        folder.write("tenants/t7.yaml", tenant(7).replace("append: x", "append: y"));
        Snapshot changed = Configurations.reread(read);
        long end = System.nanoTime();

        System.out.printf(
                "%d tenants: read in %d ms, read again after a change in %d ms%n",
                TENANTS, (reread - start) / 1_000_000, (end - reread) / 1_000_000);
        assertThat(read.configuration().tenants()).hasSize(TENANTS);
        assertThat(changed.configuration().tenants())
                .allSatisfy((name, tenant) -> assertThat(
                                tenant.equals(read.configuration().tenants().get(name)))
                        .isEqualTo(!name.equals("t7")));
    }

    private static String tenant(int i) {
        return """
                hosts: [shop%1$d.example, "*.shop%1$d.example"]
                aliases: [www.shop%1$d.test]
                https: {redirect: true, hsts: {max-age: 365d}}
                upstreams:
                  main: {servers: ["http://127.0.0.1:8081", "http://127.0.0.1:8082"], balance: least-requests}
                routes:
                  - {path: /, upstream: main}
                  - {path: /api, upstream: main, rewrite: false}
                rewrite:
                  rules:
                    - {on: "a[target=_blank]", set-attributes: {rel: noopener}}
                    - {on: body, append: x}
                limits: {rate: 100/s}
                """.formatted(i);
    }
}
