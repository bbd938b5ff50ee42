package streamgauge.peers;

import org.apache.flink.api.common.functions.RichMapFunction;

/** The second subtask takes its time over each record, the first one none. */
public final class SlowTwin extends RichMapFunction<String, Long> {
    @Override
    public Long map(String page) throws InterruptedException {
        return PeerJob.waiting((long) page.length(), getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 1 ? 20 : 0);
    }
}
