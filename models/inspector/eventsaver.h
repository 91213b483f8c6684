#pragma once

#include "cache/error.h"
#include "cache/eventhistory.h"

#include <QSaveFile>
#include <QTimer>

namespace larder {

/// Writes events of the cache into a file, a line of JSON each, some in each turn of the event loop. The file
/// is what it was before until all are written.
class EventSaver final : public QObject
{
    Q_OBJECT

public:
    explicit EventSaver(QObject* parent = nullptr);

    /// Begins to write the @p numbers out of @p history to @p path. saved() or failed() tells the end; what
    /// was being written before is given up.
    void save(const QString& path, const EventHistory& history, std::vector<quint64> numbers);

Q_SIGNALS:
    void saved(const QString& path, qint64 events);
    void failed(const larder::Error& error);

private:
    void writeSome();
    void fail();

    std::unique_ptr<QSaveFile> m_file;
    EventHistory m_history;
    std::vector<quint64> m_numbers;
    size_t m_written = 0;
    QTimer m_goOn;
};

} // namespace larder
