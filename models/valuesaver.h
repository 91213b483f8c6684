#pragma once

#include "cache/error.h"
#include "models/cellvalue.h"
#include "models/rowworker.h"

namespace larder {

/// Writes the exact bytes of a value to a file, in a thread of its own: to a temporary name that becomes the
/// file's only when all is written, so that a file that was there before is whole until then. One at a time.
class ValueSaver final : public QObject
{
    Q_OBJECT

public:
    /// Gives up what is not yet written when it goes.
    explicit ValueSaver(QObject* parent = nullptr);

    /// Answers with saved(), failed() or cancelled(). Not while it is busy.
    void save(const CellValue& value, const QString& path);
    /// The file stays as it was, unless all is written already.
    void cancel() { m_stop.request_stop(); }
    [[nodiscard]] bool isBusy() const { return m_worker.isBusy(); }

Q_SIGNALS:
    void saved(const QString& path, qint64 bytes);
    void failed(const larder::Error& error);
    void cancelled();
    /// The share that is written, 0 to 1, at most ten times a second.
    void progressed(double share);
    void busyChanged(bool busy);

private:
    // Not that of the worker, which would tell nothing of a file that was written already.
    std::stop_source m_stop;
    RowWorker m_worker;
};

} // namespace larder
