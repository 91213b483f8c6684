#pragma once

#include "models/rowform.h"
#include "models/rowworker.h"
#include "models/selectiontext.h"

namespace larder {

/// Puts cells on the clipboard: few at once, many from a thread, and none where they take more than there is
/// room for, which it says within milliseconds where it can be counted. Only the last copy counts.
class GridClipboard final : public QObject
{
    Q_OBJECT

public:
    explicit GridClipboard(QObject* parent);

    /// Nothing beyond @p bytes is copied.
    void setLimitBytes(qint64 bytes) { m_limitBytes = bytes; }
    [[nodiscard]] qint64 limitBytes() const { return m_limitBytes; }
    /// As tab-separated text that spreadsheets read.
    void copy(const ArrangedRows& rows, const CellSelection& selection, CopyHeaders headers);
    void copy(const ArrangedRows& rows, const CellSelection& selection, const RowForm& form);
    void cancel() { m_worker.cancel(); }

Q_SIGNALS:
    /// The cells take more than the limit. In @p form they can be exported.
    void refused(const larder::RowForm& form);
    void busyChanged(bool busy);

private:
    using Write = std::function<std::optional<QByteArray>(const RowTask& task)>;

    void start(const ArrangedRows& rows, const CellSelection& selection, const RowForm& form, Write write);
    void finish(const RowForm& form, const std::optional<QByteArray>& written);

    RowWorker m_worker;
    qint64 m_limitBytes = qint64(32) << 20;
};

} // namespace larder
