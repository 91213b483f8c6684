#include "ui/pathedit.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace larder {

PathEdit::PathEdit(const QString& name, const QString& filter, QWidget* parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
    , m_filter(filter)
{
    m_edit->setAccessibleName(name);
    auto* const button = new QToolButton(this);
    button->setText(tr("…"));
    button->setToolTip(tr("Choose a file"));
    button->setAccessibleName(tr("Choose a file: %1").arg(name));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_edit, 1);
    layout->addWidget(button);
    setFocusProxy(m_edit);
    connect(m_edit, &QLineEdit::textEdited, this, &PathEdit::edited);
    connect(button, &QToolButton::clicked, this, &PathEdit::choose);
}

QString PathEdit::path() const
{
    return m_edit->text();
}

void PathEdit::setPath(const QString& path)
{
    m_edit->setText(path);
}

void PathEdit::choose()
{
    const QString chosen = QFileDialog::getOpenFileName(this, m_edit->accessibleName(), path(), m_filter);
    if (chosen.isEmpty())
        return;
    setPath(chosen);
    Q_EMIT edited();
}

} // namespace larder
