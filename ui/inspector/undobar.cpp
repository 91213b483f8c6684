#include "ui/inspector/undobar.h"

#include "ui/noticebar.h"

#include <QAction>

namespace larder {

using namespace std::chrono_literals;

namespace {

/// Long enough to read a sentence.
constexpr std::chrono::milliseconds kSaidFor = 8s;

} // namespace

UndoBar::UndoBar(QWidget* parent)
    : QObject(parent)
    , m_bar(new NoticeBar(QStringLiteral("entriesNotice"), parent))
    , m_undo(new QAction(tr("Undo expire"), this))
{
    m_undo->setShortcut(QKeySequence::Undo);
    // What edits text takes the key for itself before it gets here.
    m_undo->setShortcutContext(Qt::WindowShortcut);
    m_undo->setEnabled(false);
    connect(m_undo, &QAction::triggered, this, &UndoBar::undoRequested);
    connect(m_bar, &NoticeBar::actionTriggered, this, &UndoBar::undoRequested);
    connect(&m_ticker, &QTimer::timeout, this, &UndoBar::tick);
    m_ticker.setInterval(250ms);
}

QWidget* UndoBar::widget() const
{
    return m_bar;
}

void UndoBar::offer(const QString& text, std::chrono::milliseconds time)
{
    m_text = text;
    m_time = time;
    m_offered = true;
    m_undo->setEnabled(true);
    m_since.start();
    m_ticker.start();
    tick();
}

void UndoBar::say(const QString& text)
{
    offer(text, kSaidFor);
    m_offered = false;
    m_undo->setEnabled(false);
    tick();
}

void UndoBar::tick()
{
    const auto left
        = std::chrono::ceil<std::chrono::seconds>(m_time - std::chrono::milliseconds(m_since.elapsed()));
    if (left > 0s && !m_text.isEmpty()) {
        m_bar->say(m_text, m_offered ? tr("Undo (%1 s)").arg(left.count()) : QString());
        return;
    }
    m_ticker.stop();
    m_offered = false;
    m_undo->setEnabled(false);
    m_bar->say({});
}

} // namespace larder
