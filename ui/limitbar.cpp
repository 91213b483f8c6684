#include "ui/limitbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>

namespace larder {

namespace {

QString number(qint64 rows)
{
    return QLocale().toString(rows);
}

} // namespace

LimitBar::LimitBar(QWidget* parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_next(createButton(QStringLiteral("fetchNextButton")))
    , m_all(createButton(QStringLiteral("fetchAllButton")))
{
    m_text->setObjectName(QStringLiteral("limitText"));
    m_text->setAccessibleName(tr("Row limit"));
    m_all->setText(tr("Fetch all"));
    m_all->setAccessibleName(tr("Fetch all rows"));
    m_all->setToolTip(tr("Run the statement again without a limit (Ctrl+Shift+M)"));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(6, 2, 6, 2);
    layout->addWidget(m_text);
    layout->addWidget(m_next);
    layout->addWidget(m_all);
    layout->addStretch();
    connect(m_next, &QToolButton::clicked, this, &LimitBar::fetchNextRequested);
    connect(m_all, &QToolButton::clicked, this, &LimitBar::fetchAllRequested);
}

void LimitBar::offer(qint64 rows, qint64 pageRows)
{
    m_text->setText(tr("First %1 rows, more exist").arg(number(rows)));
    m_next->setText(tr("Fetch next %1").arg(number(pageRows)));
    m_next->setAccessibleName(tr("Fetch next %1 rows").arg(number(pageRows)));
    m_next->setToolTip(
        tr("Run the statement again for the first %1 rows (Ctrl+M)").arg(number(rows + pageRows)));
    showButtons(true);
}

void LimitBar::refuse(qint64 rows)
{
    m_text->setText(tr("First %1 rows, more exist. To fetch them the statement would have to run again, and "
                       "it changes data.")
                        .arg(number(rows)));
    showButtons(false);
}

void LimitBar::showProgress(qint64 rows)
{
    m_text->setText(tr("Fetching more… %1 rows so far, Esc ends it").arg(number(rows)));
    showButtons(false);
}

QToolButton* LimitBar::createButton(const QString& name)
{
    auto* const button = new QToolButton(this);
    button->setObjectName(name);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void LimitBar::showButtons(bool visible)
{
    m_next->setVisible(visible);
    m_all->setVisible(visible);
}

} // namespace larder
