#include "ui/tablebar.h"

#include "ui/elidedlabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace larder {

namespace {

constexpr int kWhereCharacters = 26;

} // namespace

TableBar::TableBar(QWidget* parent)
    : QWidget(parent)
    , m_back(createButton(QStringLiteral("backButton"), tr("Back"), tr("Back to where you were (Alt+Left)")))
    , m_forward(createButton(QStringLiteral("forwardButton"), tr("Forward"), tr("Forward again (Alt+Right)")))
    , m_table(new QLabel(this))
    , m_where(new QLineEdit(this))
    , m_rows(new ElidedLabel(this))
    , m_count(createButton(QStringLiteral("countButton"), {}, {}))
    , m_query(createButton(QStringLiteral("openAsQueryButton"), tr("Open as query"),
          tr("Open the statement that brought these rows in a query of its own")))
    , m_work(new ElidedLabel(this))
    , m_error(new QLabel(this))
{
    createParts();
    auto* const line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    auto* const label = new QLabel(tr("&WHERE"), this);
    label->setBuddy(m_where);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_back, m_forward, m_table})
        line->addWidget(part);
    line->addSpacing(fontMetrics().height() / 2);
    line->addWidget(label);
    line->addWidget(m_where, 1);
    for (QWidget* const part : std::initializer_list<QWidget*>{m_work, m_rows, m_count, m_query})
        line->addWidget(part);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 3, 6, 3);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_error);
    setFocusProxy(m_where);
    setHistory(false, false);
    showCount({}, {}, {});
    showWork({});
    clearError();
}

void TableBar::createParts()
{
    m_rows->setObjectName(QStringLiteral("tableRows"));
    m_work->setObjectName(QStringLiteral("tableWork"));
    m_back->setArrowType(Qt::LeftArrow);
    m_forward->setArrowType(Qt::RightArrow);
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    m_table->setObjectName(QStringLiteral("tableName"));
    m_table->setAccessibleName(tr("Table"));
    m_table->setTextFormat(Qt::PlainText);
    QFont bold = m_table->font();
    bold.setBold(true);
    m_table->setFont(bold);
    m_where->setObjectName(QStringLiteral("whereEdit"));
    m_where->setAccessibleName(tr("Condition of the rows, in SQL"));
    m_where->setPlaceholderText(tr("condition, as in: price > 10 AND name LIKE 'T%'"));
    m_where->setToolTip(tr("A condition in SQL; Return applies it in the database"));
    m_where->setClearButtonEnabled(true);
    // The texts beside it give way to it.
    m_where->setMinimumWidth(kWhereCharacters * fontMetrics().averageCharWidth());
    m_rows->setAccessibleName(tr("Number of rows"));
    m_work->setAccessibleName(tr("Where it is sorted and filtered"));
    m_work->setForegroundRole(QPalette::PlaceholderText);
    m_error->setObjectName(QStringLiteral("whereError"));
    m_error->setAccessibleName(tr("What is wrong with the condition"));
    m_error->setTextFormat(Qt::PlainText);
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_where, &QLineEdit::textEdited, this, &TableBar::clearError);
    connect(m_where, &QLineEdit::textChanged, this, &TableBar::whereEdited);
    connect(m_where, &QLineEdit::returnPressed, this, &TableBar::whereEntered);
    connect(m_back, &QToolButton::clicked, this, &TableBar::backRequested);
    connect(m_forward, &QToolButton::clicked, this, &TableBar::forwardRequested);
    connect(m_count, &QToolButton::clicked, this, &TableBar::countRequested);
    connect(m_query, &QToolButton::clicked, this, &TableBar::queryRequested);
}

QToolButton* TableBar::createButton(const QString& name, const QString& text, const QString& toolTip)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void TableBar::setTable(const QString& name)
{
    m_table->setText(
        fontMetrics().elidedText(name.simplified(), Qt::ElideRight, 20 * fontMetrics().height()));
    m_table->setToolTip(name.toHtmlEscaped());
}

QString TableBar::where() const
{
    return m_where->text();
}

void TableBar::setWhere(const QString& where)
{
    m_where->setText(where);
}

void TableBar::setHistory(bool back, bool forward)
{
    m_back->setEnabled(back);
    m_forward->setEnabled(forward);
}

void TableBar::showCount(const QString& text, const QString& button, const QString& toolTip)
{
    m_rows->setText(text);
    m_rows->setToolTip(button.isEmpty() ? toolTip : QString());
    m_count->setText(button);
    m_count->setAccessibleName(button);
    m_count->setToolTip(toolTip);
    m_count->setVisible(!button.isEmpty());
}

void TableBar::showWork(const QString& text)
{
    m_work->setText(text);
    m_work->setVisible(!text.isEmpty());
}

void TableBar::showError(const QString& text, std::optional<qsizetype> place)
{
    m_error->setText(text);
    m_error->show();
    if (!place)
        return;
    const auto at = int(std::min(*place, m_where->text().size()));
    m_where->setFocus(Qt::OtherFocusReason);
    m_where->setSelection(at, int(m_where->text().size()) - at);
}

bool TableBar::hasError() const
{
    return !m_error->isHidden();
}

void TableBar::clearError()
{
    m_error->hide();
    m_error->clear();
}

} // namespace larder
