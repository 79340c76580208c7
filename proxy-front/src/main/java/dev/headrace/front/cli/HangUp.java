package dev.headrace.front.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * The signal SIGHUP, by which operators ask daemons to read their configuration again. The JVM has no supported way to hear of
 * signals; its own {@code sun.misc.Signal}, in the module {@code jdk.unsupported}, is there on every JDK for want of another (JEP 260),
 * but the compiler warns of it, and warnings are errors here. So it is called by reflection, in this class alone.
 */
final class HangUp {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private HangUp() {}

    /**
     * Runs something at each SIGHUP, in a thread of its own.
     *
     * @throws UnsupportedOperationException if this JVM does not hear the signal, as on Windows, or with {@code -Xrs}
     */
    static void onEach(Runnable action) {
        try {
            Class<?> signalType = Class.forName(SIGNAL);
            Class<?> handlerType = Class.forName(HANDLER);
            Object signal = signalType.getConstructor(String.class).newInstance("HUP");
            InvocationHandler handle = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default -> HANDLER;
            };
            Object handler =
                    Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[] {handlerType}, handle);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (ReflectiveOperationException e) {
            throw new UnsupportedOperationException("this JVM does not hear SIGHUP: " + e, e);
        }
    }
}
