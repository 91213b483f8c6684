#include "ui/messagesdock.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QScrollBar>
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
    m_log->setPlaceholderText(tr("Nothing was run yet."));
    m_log->setAccessibleName(tr("Messages"));
    setWidget(m_log);
    setFocusProxy(m_log);
}

void MessagesDock::append(const QString& line)
{
    const QString time = QLocale().toString(QTime::currentTime(), QStringLiteral("HH:mm:ss"));
    QScrollBar* const bar = m_log->verticalScrollBar();
    const bool follows = bar->value() == bar->maximum();
    m_log->appendPlainText(QStringLiteral("%1 | %2").arg(time, line));
    if (follows)
        bar->setValue(bar->maximum());
}

QString MessagesDock::text() const
{
    return m_log->toPlainText();
}

} // namespace larder
