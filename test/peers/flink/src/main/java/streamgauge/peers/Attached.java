package streamgauge.peers;

import java.io.IOException;
import java.util.Arrays;

/** Runs another program that ends, at the latest, with whoever started it: when standard input closes. */
public final class Attached {
    private Attached() {}

    public static void main(String[] args) throws Exception {
        Thread watch = new Thread(Attached::endWithStarter, "ends with its starter");
        watch.setDaemon(true);
        watch.start();
        String[] rest = Arrays.copyOfRange(args, 1, args.length);
        Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    }

    private static void endWithStarter() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is ever said: only the end matters.
            }
        } catch (IOException closed) {
            // As good as the end.
        }
        Runtime.getRuntime().halt(0);
    }
}
