#pragma once

#include "cache/handover.h"
#include "models/rowtask.h"

#include <QThread>

namespace larder {

/// A thread for work on many rows, started when it is first needed. Only the last request counts: a new one
/// stops the one before it.
class RowWorker final : public QObject
{
    Q_OBJECT

public:
    explicit RowWorker(QObject* parent = nullptr);
    /// Stops the work and waits for its end.
    ~RowWorker() override;

    /// Calls @p work with a RowTask in the thread, and @p done with what it returns here; not if it returns
    /// nothing, or was stopped. @p work owns what it uses.
    template <typename Work, typename Done>
    void start(Work work, Done done)
    {
        const std::stop_token stop = restart();
        handOver(&m_inThread, [this, stop, work = std::move(work), done = std::move(done)] {
            auto outcome = work(taskFor(stop));
            if (!outcome)
                return;
            handOver(this, [this, stop, done, outcome = std::move(*outcome)] {
                if (stop.stop_requested())
                    return;
                setBusy(false);
                done(outcome);
            });
        });
    }
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_busy; }

Q_SIGNALS:
    /// The share that is done, 0 to 1, at most ten times a second.
    void progressed(double share);
    void busyChanged(bool busy);

private:
    [[nodiscard]] std::stop_token restart();
    [[nodiscard]] RowTask taskFor(const std::stop_token& stop);
    void setBusy(bool busy);

    QThread m_thread;
    QObject m_inThread;
    std::stop_source m_stop;
    bool m_busy = false;
};

} // namespace larder
