#include "ui/gotorowbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

namespace larder {

namespace {

constexpr int kMargin = 3;
constexpr int kTextCharacters = 24;

} // namespace

GoToRowBar::GoToRowBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_outcome(new QLabel(this))
{
    setObjectName(QStringLiteral("goToRowBar"));
    m_text->setAccessibleName(tr("Go to row"));
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * kTextCharacters);
    m_outcome->setObjectName(QStringLiteral("goToRowOutcome"));
    auto* const label = new QLabel(tr("Go to &row:"), this);
    label->setBuddy(m_text);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addWidget(label);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_outcome, 1);
    hide();
}

void GoToRowBar::open(qint64 rows)
{
    m_rows = rows;
    m_text->setPlaceholderText(tr("1 to %1").arg(QLocale().toString(rows)));
    m_outcome->clear();
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

void GoToRowBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go();
    else
        QWidget::keyPressEvent(event);
}

bool GoToRowBar::event(QEvent* event)
{
    // Esc may end a statement in the window.
    if (event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void GoToRowBar::go()
{
    const std::optional<qint64> row = typedRow();
    if (!row) {
        m_outcome->setText(m_rows > 0
                ? tr("Type the number of a row, from 1 to %1.").arg(QLocale().toString(m_rows))
                : tr("There are no rows."));
        return;
    }
    close();
    Q_EMIT rowRequested(*row);
}

void GoToRowBar::close()
{
    hide();
    Q_EMIT closed();
}

std::optional<qint64> GoToRowBar::typedRow() const
{
    bool ok = false;
    const QString text = m_text->text().simplified();
    qint64 number = text.toLongLong(&ok);
    if (!ok)
        number = QLocale().toLongLong(text, &ok);
    return ok && number >= 1 && number <= m_rows ? std::optional(number - 1) : std::nullopt;
}

} // namespace larder
