package streamgauge.peers;

/** Where a busy operator spends its time: the method that a flame graph of it must name. */
public final class HotMethod {
    private static final long ROUNDS = 200_000;

    private HotMethod() {}

    public static long grind(long value) {
        long mixed = value;
        for (long round = 0; round < ROUNDS; round++) {
            mixed = mixed * 6_364_136_223_846_793_005L + (round ^ (mixed >>> 17));
        }
        return mixed;
    }
}
