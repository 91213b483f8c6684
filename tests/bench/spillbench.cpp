#include "tests/bench/benches.h"
#include "tests/bench/benchtable.h"
#include "tests/bench/processmemory.h"

#include "app/engine.h"
#include "app/spillfile.h"
#include "app/sql/databaseopener.h"
#include "cache/resultfilereader.h"
#include "ui/resultpane.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

namespace larder::bench {

namespace {

constexpr double kMegabyte = 1 << 20;

/// A database behind the service, as a tab uses it.
class Session
{
public:
    Session(const QString& path, const EngineLimits& limits) : m_engine(limits)
    {
        bool answered = false;
        openDatabase(parseConnectionTarget(path).value(), m_engine.storage(), &m_context,
            [&](Result<std::unique_ptr<DatabasePort>> port) {
                if (!port)
                    qFatal("spill bench: %s", qPrintable(errorText(port.error())));
                m_connection = m_engine.service().addConnection(std::move(port.value()));
                answered = true;
            });
        spinUntil(answered);
    }

    ResultPtr run(const QByteArray& sql)
    {
        bool ended = false;
        ResultPtr shown;
        RunCallbacks callbacks;
        // What a grid does with each snapshot: it keeps the newest one.
        callbacks.progressed = [&](const ResultPtr& rows) { shown = rows; };
        callbacks.finished = [&](const RunOutcome& outcome) {
            if (outcome.error)
                qFatal("spill bench: %s", qPrintable(errorText(*outcome.error)));
            shown = outcome.result;
            ended = true;
        };
        (void)m_engine.service().start(
            {.connection = m_connection, .sql = sql, .policy = FreshnessPolicy::Off}, &m_context, callbacks);
        spinUntil(ended);
        return shown;
    }

private:
    static void spinUntil(const bool& done)
    {
        while (!done)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }

    QObject m_context;
    Engine m_engine;
    ConnectionId m_connection{};
};

Measure measureFetchPeak(const QString& path, const QString& folder)
{
    Session session(path, {.resultBytes = qint64(64) << 30, .folder = folder});
    ResultPtr result;
    const qint64 growth = peakGrowthBytes([&] { result = session.run("SELECT * FROM t"); });
    const double payload = double(result->byteSize());
    return {QStringLiteral("fetch.peak.ratio"), double(growth) / kMegabyte, QStringLiteral("MB"),
        payload / kMegabyte, double(growth) / payload, 1.05};
}

Measure measureBounded(const QString& path, const QString& folder, const BenchSize& size)
{
    const EngineLimits limits{.resultBytes = (qint64(512) << 20) * size.rows / 1'000'000, .folder = folder};
    Session session(path, limits);
    qint64 rows = 0;
    const qint64 growth = peakGrowthBytes([&] {
        rows = session
                   .run("WITH c(n) AS (VALUES (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)) "
                        "SELECT t.* FROM c CROSS JOIN t")
                   ->rowCount();
    });
    if (rows != 10 * size.rows)
        qFatal("spill bench: wrong number of rows");
    return {QStringLiteral("bounded.rss.mb"), double(growth) / kMegabyte, QStringLiteral("MB"), std::nullopt,
        std::nullopt, double(limits.resultBytes) / kMegabyte + 100};
}

/// A result as it lies in a file of its own.
QString writtenResult(const ResultPtr& result, const std::shared_ptr<SpillFile>& file)
{
    for (size_t i = 0; i < result->chunkCount(); ++i) {
        if (!file->append(result->chunk(i)))
            qFatal("spill bench: cannot write");
    }
    if (file->finish(result->columns(), result->completeness()))
        qFatal("spill bench: cannot finish");
    return file->path();
}

/// Maps the file, reads its first part and paints it.
double millisecondsToReload(ResultPane& pane, const QString& path)
{
    QElapsedTimer timer;
    timer.start();
    const auto file = std::make_shared<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        qFatal("spill bench: cannot open");
    const auto* const mapped = reinterpret_cast<const std::byte*>(file->map(0, file->size()));
    auto reader = ResultFileReader::open({{file, mapped}, file->size(), true});
    if (!reader || reader.value().readChunk())
        qFatal("spill bench: cannot read");
    pane.showRows(reader.value().result());
    pane.grab();
    const double milliseconds = double(timer.nsecsElapsed()) / 1e6;
    pane.showOutcome({});
    return milliseconds;
}

Measure measureReload(const QString& path, const QString& folder, const BenchSize& size)
{
    Session session(path, {.resultBytes = qint64(64) << 30, .folder = folder});
    const auto spill = std::make_shared<const SpillFolder>(folder);
    const auto small = SpillFile::create(spill).value();
    const auto large = SpillFile::create(spill).value();
    const QString smallPath = writtenResult(session.run("SELECT * FROM t LIMIT 1000"), small);
    const QString largePath = writtenResult(session.run("SELECT * FROM t"), large);
    ResultPane pane;
    pane.resize(1600, 1000);
    pane.show();
    const std::vector<double> times = smallestTimes(size.rounds + 1,
        {[&] { return millisecondsToReload(pane, smallPath); },
            [&] { return millisecondsToReload(pane, largePath); }});
    return {QStringLiteral("spill.reload.ms"), times[1], QStringLiteral("ms"), std::nullopt, std::nullopt, 8};
}

} // namespace

std::vector<Measure> measureSpill(const BenchSize& size)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("t.sqlite"));
    writeBenchTable(path, size.rows);
    return {measureFetchPeak(path, folder.path()), measureBounded(path, folder.path(), size),
        measureReload(path, folder.path(), size)};
}

} // namespace larder::bench
