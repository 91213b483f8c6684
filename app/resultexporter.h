#pragma once

#include "cache/error.h"
#include "models/exportjob.h"
#include "models/rowtask.h"

#include <QThread>

namespace larder {

/// How an export ended.
struct ExportOutcome
{
    /// Nothing was written if there is one, or if it was cancelled.
    std::optional<Error> error = std::nullopt;
    bool cancelled = false;
    qint64 rows = 0;
    /// Before compression.
    qint64 bytes = 0;
};

/// Writes @p job to its file, in the calling thread, with memory that does not grow with the rows. The file
/// appears whole or not at all; one that was there stays as it was until then.
[[nodiscard]] ExportOutcome exportRows(const ExportJob& job, const RowTask& task);

/// Writes one result to a file in a thread of its own.
class ResultExporter final : public QObject
{
    Q_OBJECT

public:
    explicit ResultExporter(ExportJob job, QObject* parent = nullptr);
    /// Cancels what is not finished and waits for it.
    ~ResultExporter() override;

    void start();
    /// Ends soon, with finished().
    void cancel();
    [[nodiscard]] const ExportJob& job() const { return m_job; }

Q_SIGNALS:
    /// The share that is done, 0 to 1, at most ten times a second.
    void progressed(double share);
    /// Once.
    void finished(const larder::ExportOutcome& outcome);

private:
    const ExportJob m_job;
    QThread m_thread;
    QObject m_worker;
    std::stop_source m_stop;
};

} // namespace larder
