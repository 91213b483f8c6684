#include "ui/findbar.h"

#include "ui/gridkeys.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace larder {

namespace {

constexpr int kMargin = 3;
constexpr int kTextCharacters = 32;

} // namespace

FindBar::FindBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLineEdit(this))
    , m_case(createSwitch(tr("Aa"), tr("Match upper and lower case")))
    , m_expression(createSwitch(tr(".*"), tr("Regular expression")))
    , m_column(createSwitch(tr("Column"), tr("In the current column only")))
    , m_outcome(new QLabel(this))
{
    setObjectName(QStringLiteral("findBar"));
    m_text->setPlaceholderText(tr("Find in results"));
    m_text->setAccessibleName(tr("Find in results"));
    m_text->setClearButtonEnabled(true);
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * kTextCharacters);
    m_outcome->setObjectName(QStringLiteral("findOutcome"));
    m_outcome->setTextFormat(Qt::PlainText);
    QToolButton* const previous = createButton(Qt::UpArrow, tr("Previous (Shift+F3)"));
    QToolButton* const next = createButton(Qt::DownArrow, tr("Next (F3)"));
    auto* const close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close find bar"));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    layout->addWidget(m_text, 1);
    for (QWidget* const part :
        std::initializer_list<QWidget*>{previous, next, m_case, m_expression, m_column})
        layout->addWidget(part);
    layout->addWidget(m_outcome, 1);
    layout->addWidget(close);
    connect(m_text, &QLineEdit::textChanged, this, &FindBar::changed);
    connect(previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(next, &QToolButton::clicked, this, &FindBar::nextRequested);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    hide();
}

void FindBar::open()
{
    show();
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

MatchRules FindBar::rules() const
{
    return {m_text->text(), m_case->isChecked(), m_expression->isChecked()};
}

bool FindBar::isCurrentColumnOnly() const
{
    return m_column->isChecked();
}

void FindBar::say(const QString& text)
{
    mark(false);
    m_outcome->setText(text);
}

void FindBar::complain(const QString& text)
{
    mark(true);
    m_outcome->setText(text);
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    const auto command = gridCommand(*event);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool back = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Escape)
        close();
    else if (command == GridCommand::FindPrevious || (enter && back))
        Q_EMIT previousRequested();
    else if (command == GridCommand::FindNext || enter)
        Q_EMIT nextRequested();
    else if (command == GridCommand::Find)
        open();
    else
        QWidget::keyPressEvent(event);
}

bool FindBar::event(QEvent* event)
{
    // Keys that a window may have for itself, and Esc, which may end a statement there.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        const auto command = gridCommand(key);
        if (key.key() == Qt::Key_Escape || command == GridCommand::Find || command == GridCommand::FindNext
            || command == GridCommand::FindPrevious) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

QToolButton* FindBar::createSwitch(const QString& text, const QString& name)
{
    auto* const button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::toggled, this, &FindBar::changed);
    return button;
}

QToolButton* FindBar::createButton(Qt::ArrowType arrow, const QString& name)
{
    auto* const button = new QToolButton(this);
    button->setArrowType(arrow);
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void FindBar::close()
{
    hide();
    Q_EMIT closed();
}

void FindBar::mark(bool wrong)
{
    QPalette colors;
    if (wrong) {
        const bool dark = colors.color(QPalette::Base).lightness() < 128;
        colors.setColor(QPalette::Base, dark ? QColor(0x5a, 0x20, 0x20) : QColor(0xff, 0xdd, 0xdd));
    }
    m_text->setPalette(colors);
}

} // namespace larder
