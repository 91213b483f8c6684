#include "app/resultexporter.h"

#include "app/outputfile.h"
#include "cache/handover.h"
#include "models/resultwriter.h"

#include <QElapsedTimer>
#include <QJsonDocument>

namespace larder {

namespace {

constexpr qint64 kMillisecondsBetweenProgress = 100;
constexpr qint64 kRowsBetweenLooks = 512;

/// False if the task was stopped or the device refused to take more.
bool writeRows(ResultWriter& writer, const RowsToWrite& rows, const RowTask& task)
{
    const double total = double(rows.rowCount());
    writer.begin(rows);
    RowCursor cursor(rows);
    for (std::span<const Cell> cells = cursor.next(); !cells.empty(); cells = cursor.next()) {
        if (task.stopped() || writer.sink().hasFailed())
            return false;
        writer.writeRow(cells);
        if (cursor.rowsDone() % kRowsBetweenLooks == 0)
            task.tell(double(cursor.rowsDone()) / total);
    }
    return writer.finish();
}

Result<std::unique_ptr<OutputFile>> writtenSidecar(const ExportJob& job)
{
    auto file = OutputFile::open(job.path + QStringLiteral(".provenance.json"), Compression::None);
    if (file && !writeAll(file.value()->device(), QJsonDocument(job.sidecar).toJson()))
        return file.value()->writeError();
    return file;
}

std::optional<Error> commitAll(const ExportJob& job, OutputFile& file)
{
    if (job.sidecar.isEmpty())
        return file.commit();
    const auto sidecar = writtenSidecar(job);
    if (!sidecar)
        return sidecar.error();
    if (auto error = file.commit())
        return error;
    return sidecar.value()->commit();
}

} // namespace

ExportOutcome exportRows(const ExportJob& job, const RowTask& task)
{
    ExportOutcome outcome;
    const auto file = OutputFile::open(job.path, job.compression);
    if (!file) {
        outcome.error = file.error();
        return outcome;
    }
    ResultWriter writer(job.form, file.value()->device());
    const bool written = writeRows(writer, job.rows, task);
    outcome.cancelled = task.stopped();
    if (outcome.cancelled)
        return outcome;
    outcome.error = written ? commitAll(job, *file.value()) : file.value()->writeError();
    if (!outcome.error) {
        outcome.rows = job.rows.rowCount();
        outcome.bytes = writer.sink().byteCount();
    }
    return outcome;
}

ResultExporter::ResultExporter(ExportJob job, QObject* parent) : QObject(parent), m_job(std::move(job))
{
    m_thread.setObjectName(QStringLiteral("export"));
    m_worker.moveToThread(&m_thread);
}

ResultExporter::~ResultExporter()
{
    cancel();
    m_thread.quit();
    m_thread.wait();
}

void ResultExporter::start()
{
    m_thread.start(QThread::LowPriority);
    handOver(&m_worker, [this, job = m_job, stop = m_stop.get_token()] {
        QElapsedTimer sinceTold;
        sinceTold.start();
        RowTask task{stop};
        task.progress = [this, &sinceTold](double share) {
            if (sinceTold.elapsed() < kMillisecondsBetweenProgress)
                return;
            sinceTold.start();
            handOver(this, [this, share] { Q_EMIT progressed(share); });
        };
        handOver(this, [this, outcome = exportRows(job, task)] { Q_EMIT finished(outcome); });
    });
}

void ResultExporter::cancel()
{
    m_stop.request_stop();
}

} // namespace larder
