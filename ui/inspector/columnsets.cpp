#include "ui/inspector/columnsets.h"

#include "ui/columnlayout.h"
#include "ui/plainmenutext.h"

#include <QInputDialog>
#include <QMenu>

namespace larder {

ColumnSets::ColumnSets(ColumnLayout& columns, QWidget* parent)
    : QObject(parent)
    , m_columns(columns)
    , m_parent(parent)
    , m_menu(new QMenu(tr("Sets"), parent))
    , m_removal(new QMenu(tr("&Delete"), m_menu))
{
    m_menu->setObjectName(QStringLiteral("columnSetsMenu"));
    connect(m_menu, &QMenu::aboutToShow, this, &ColumnSets::fill);
    fill();
    m_columns.addMenu(m_menu);
}

void ColumnSets::fill()
{
    m_menu->clear();
    for (auto set = m_sets.cbegin(); set != m_sets.cend(); ++set) {
        m_menu->addAction(
            plainMenuText(set.key()), this, [this, state = set.value()] { m_columns.restoreState(state); });
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("&Save as…"), this, &ColumnSets::askForName);
    m_menu->addMenu(m_removal);
    m_removal->clear();
    m_removal->menuAction()->setEnabled(!m_sets.isEmpty());
    for (const QString& name : m_sets.keys())
        m_removal->addAction(plainMenuText(name), this, [this, name] { m_sets.remove(name); });
}

void ColumnSets::askForName()
{
    auto* const dialog = new QInputDialog(m_parent);
    dialog->setObjectName(QStringLiteral("columnSetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save columns"));
    dialog->setLabelText(tr("Name of the set; one of the same name is replaced:"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!name.trimmed().isEmpty())
            m_sets.insert(name.trimmed(), m_columns.saveState());
    });
    dialog->open();
}

} // namespace larder
