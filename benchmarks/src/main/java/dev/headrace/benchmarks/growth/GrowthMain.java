package dev.headrace.benchmarks.growth;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program behind {@code benchmarks/growth}: prints one group of figures, so that each has a JVM of its own. */
public final class GrowthMain {
    private static final int USAGE = 64;
    private static final int FAILED = 1;

    private GrowthMain() {}

    /** Prints the group that the argument names; ends with 1 if a figure is beyond its limit. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        String group = arguments.length == 1 ? arguments[0] : "";
        if (group.equals("allocation")) {
            out.println(new AllocationFigures().steady());
            return;
        }
        if (group.equals("opening")) {
            out.println(new AllocationFigures().opening());
            return;
        }
        GrowthFigures figures = new GrowthFigures();
        switch (group) {
            case "selectors" -> figures.selectors();
            case "chunks" -> figures.chunks();
            case "length" -> figures.length();
            case "depth" -> figures.depth();
            default -> {
                System.err.println("growth: one of selectors, chunks, length, depth, allocation, opening is needed");
                System.exit(USAGE);
            }
        }
        out.println(figures);
        if (!figures.passed()) {
            System.exit(FAILED);
        }
    }
}
