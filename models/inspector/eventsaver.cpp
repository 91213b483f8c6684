#include "models/inspector/eventsaver.h"

#include "models/inspector/eventtext.h"

#include <QDir>

#include <algorithm>

namespace larder {

EventSaver::EventSaver(QObject* parent) : QObject(parent)
{
    connect(&m_goOn, &QTimer::timeout, this, &EventSaver::writeSome);
}

void EventSaver::save(const QString& path, const EventHistory& history, std::vector<quint64> numbers)
{
    m_file = std::make_unique<QSaveFile>(path);
    m_history = history;
    m_numbers = std::move(numbers);
    m_written = 0;
    if (m_file->open(QIODevice::WriteOnly))
        m_goOn.start(0);
    else
        fail();
}

void EventSaver::writeSome()
{
    constexpr size_t kInOneTurn = 1'000;
    QByteArray lines;
    const size_t end = std::min(m_numbers.size(), m_written + kInOneTurn);
    for (; m_written < end; ++m_written)
        lines += eventJson(*m_history.event(m_numbers[m_written])) + '\n';
    if (m_file->write(lines) != lines.size()) {
        fail();
    } else if (m_written == m_numbers.size()) {
        m_goOn.stop();
        if (!m_file->commit()) {
            fail();
            return;
        }
        m_history = {};
        Q_EMIT saved(m_file->fileName(), qint64(m_numbers.size()));
    }
}

void EventSaver::fail()
{
    m_goOn.stop();
    m_history = {};
    Q_EMIT failed(
        {tr("The events could not be saved to %1").arg(QDir::toNativeSeparators(m_file->fileName())),
            m_file->errorString(), tr("Choose another folder, or make room there.")});
    m_file->cancelWriting();
}

} // namespace larder
