#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"
#include "tests/bench/benchwindow.h"

#include "app/engine.h"
#include "app/sql/sqliteparts.h"
#include "app/sql/workerport.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace larder::bench {

namespace {

constexpr int kAnswers = 100;
constexpr int kAtOnce = 100;

// Sleeps between events, as a window does.
void waitUntil(const std::function<bool()>& condition)
{
    while (!condition())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

/// A SQLite file behind the cache, asked as the window asks it.
class ValidatedBench
{
public:
    ValidatedBench()
    {
        const QString path = m_folder.filePath(QStringLiteral("t.sqlite"));
        writeBenchTable(path, 1'000);
        WorkerPort::open(sqliteParts(path, m_engine.storage()), &m_context, [&](auto port) {
            if (!port)
                qFatal("validated bench: %s", qPrintable(errorText(port.error())));
            m_port = port.value().get();
            m_connection = m_engine.service().addConnection(std::move(port.value()));
        });
        spinUntil([&] { return m_port; });
        (void)run();
    }

    /// Processor time of all threads from the start of a run to its answer, in nanoseconds.
    [[nodiscard]] double hit()
    {
        return each([&] {
            const RunOutcome outcome = run();
            if (outcome.provenance.freshness != Freshness::ProvenFresh)
                qFatal("validated bench: no hit");
        });
    }

    /// The same of the check alone, which goes to another thread and back.
    [[nodiscard]] double check()
    {
        return each([&] {
            bool read = false;
            m_port->readToken([&](const Result<ValidatorToken>& token) {
                if (!token)
                    qFatal("validated bench: no token");
                read = true;
            });
            waitUntil([&] { return read; });
        });
    }

    /// Nanoseconds of each of many that are asked at once.
    [[nodiscard]] double hitOfMany()
    {
        int ended = 0;
        const auto note = [&](const RunOutcome& outcome) {
            if (outcome.provenance.freshness != Freshness::ProvenFresh)
                qFatal("validated bench: no hit");
            ++ended;
        };
        const double time = each([&] {
            ended = 0;
            for (int i = 0; i < kAtOnce; ++i)
                m_engine.service().start(request(), &m_context, {.finished = note});
            waitUntil([&] { return ended == kAtOnce; });
        });
        return time / kAtOnce;
    }

private:
    [[nodiscard]] QueryRequest request() const
    {
        return {.connection = m_connection, .sql = "SELECT * FROM t", .policy = FreshnessPolicy::Verify};
    }

    [[nodiscard]] RunOutcome run()
    {
        std::optional<RunOutcome> ended;
        m_engine.service().start(
            request(), &m_context, {.finished = [&](RunOutcome outcome) { ended = std::move(outcome); }});
        waitUntil([&] { return ended.has_value(); });
        return *std::move(ended);
    }

    [[nodiscard]] static double each(const std::function<void()>& work)
    {
        const double all = processNanoseconds([&] {
            for (int i = 0; i < kAnswers; ++i)
                work();
        });
        return all / kAnswers;
    }

    QTemporaryDir m_folder;
    QObject m_context;
    Engine m_engine{{.folder = m_folder.path()}};
    DatabasePort* m_port = nullptr;
    ConnectionId m_connection = {};
};

} // namespace

double provenNanoseconds(const BenchSize& size)
{
    ValidatedBench bench;
    return smallestTimes(size.rounds, {[&] { return bench.hitOfMany(); }})[0];
}

std::vector<Measure> measureValidatedHits(const BenchSize& size)
{
    ValidatedBench bench;
    const std::vector<double> times = smallestTimes(
        kShortRounds * size.rounds, {[&] { return bench.hit(); }, [&] { return bench.check(); }});
    return {{QStringLiteral("hit.validated.ratio"), times[0] / 1000, QStringLiteral("µs"), times[1] / 1000,
        times[0] / times[1], 1.25}};
}

} // namespace larder::bench
