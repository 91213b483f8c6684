#include "ui/messagesdock.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QTime>

namespace larder {

MessagesDock::MessagesDock(QWidget* parent)
    : QDockWidget(tr("Messages"), parent)
    , m_log(new QPlainTextEdit(this))
{
    constexpr int kKeptLines = 1'000;
    setObjectName(QStringLiteral("messagesDock"));
    m_log->setReadOnly(true);
    m_log->setMaximumBlockCount(kKeptLines);
    m_log->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_log->setPlaceholderText(tr("Nothing was run yet."));
    m_log->setAccessibleName(tr("Messages"));
    setWidget(m_log);
}

void MessagesDock::append(const QString& line)
{
    const QString time = QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
    m_log->appendPlainText(QStringLiteral("%1 | %2").arg(time, line));
}

QString MessagesDock::text() const
{
    return m_log->toPlainText();
}

} // namespace larder
