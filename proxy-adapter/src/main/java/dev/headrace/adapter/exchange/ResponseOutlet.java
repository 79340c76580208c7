package dev.headrace.adapter.exchange;

import dev.headrace.adapter.policy.LateOutput;
import dev.headrace.rewriter.io.Statistics;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Where late output of a response goes. */
record ResponseOutlet(RewrittenContent content, ResponseFlow flow, Exchange exchange) implements LateOutput.Outlet {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        content.body.write(bytes, offset, length);
    }

    @Override
    public ScheduledExecutorService loop() {
        return flow.executor();
    }

    @Override
    public @Nullable String encoding() {
        Statistics statistics = content.statistics();
        return statistics == null ? null : statistics.encoding();
    }

    @Override
    public void late(@Nullable IOException thrown) {
        flow.late(exchange, thrown);
    }
}
