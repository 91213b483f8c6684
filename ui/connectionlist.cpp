#include "ui/connectionlist.h"

#include "ui/colourdot.h"

#include <QTreeWidgetItemIterator>

namespace larder {

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kTextRole = Qt::UserRole + 1;

bool isProfile(const QTreeWidgetItem& item)
{
    return item.data(0, kIdRole).isValid();
}

} // namespace

ConnectionList::ConnectionList(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("connectionList"));
    setAccessibleName(tr("Connections"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    connect(this, &QTreeWidget::currentItemChanged, this, [this] { Q_EMIT connectionSelected(currentId()); });
    connect(this, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        if (isProfile(*item))
            Q_EMIT activated(item->data(0, kIdRole).toString());
    });
}

void ConnectionList::setProfiles(const std::vector<ConnectionProfile>& profiles)
{
    const QString current = currentId();
    const QSignalBlocker quiet(this);
    clear();
    for (const ConnectionProfile& profile : profiles) {
        const QString label = profile.label();
        auto* const item = new QTreeWidgetItem({label});
        item->setData(0, kIdRole, profile.id);
        item->setData(0, kTextRole, QStringList{label, profile.folder, profile.address}.join(u'\n'));
        item->setIcon(0, colourDot(profile.colour));
        item->setToolTip(0, profile.address);
        folderItem(profile.folder)->addChild(item);
    }
    sortItems(0, Qt::AscendingOrder);
    expandAll();
    applyFilter();
    select(current);
}

QTreeWidgetItem* ConnectionList::folderItem(const QString& path)
{
    QTreeWidgetItem* parent = invisibleRootItem();
    for (const QString& name : path.split(u'/', Qt::SkipEmptyParts)) {
        QTreeWidgetItem* next = nullptr;
        for (int i = 0; i < parent->childCount() && !next; ++i) {
            if (!isProfile(*parent->child(i)) && parent->child(i)->text(0) == name)
                next = parent->child(i);
        }
        if (!next)
            next = new QTreeWidgetItem(parent, {name});
        parent = next;
    }
    return parent;
}

void ConnectionList::setFilterText(const QString& text)
{
    m_filter = text;
    applyFilter();
}

// A folder is shown with those that are in it. What can't be seen is not edited.
void ConnectionList::applyFilter()
{
    for (QTreeWidgetItemIterator each(this); *each; ++each)
        (*each)->setHidden(true);
    for (QTreeWidgetItemIterator each(this); *each; ++each) {
        if (!isProfile(**each)
            || !(*each)->data(0, kTextRole).toString().contains(m_filter, Qt::CaseInsensitive))
            continue;
        for (QTreeWidgetItem* item = *each; item; item = item->parent())
            item->setHidden(false);
    }
    if (currentItem() && currentItem()->isHidden())
        setCurrentItem(firstShown());
}

QTreeWidgetItem* ConnectionList::firstShown()
{
    for (QTreeWidgetItemIterator each(this, QTreeWidgetItemIterator::NotHidden); *each; ++each) {
        if (isProfile(**each))
            return *each;
    }
    return nullptr;
}

void ConnectionList::select(const QString& id)
{
    for (QTreeWidgetItemIterator each(this); *each; ++each) {
        if (!isProfile(**each) || (*each)->data(0, kIdRole).toString() != id)
            continue;
        setCurrentItem(*each);
        scrollToItem(*each);
    }
}

QString ConnectionList::currentId() const
{
    const QTreeWidgetItem* const item = currentItem();
    return item ? item->data(0, kIdRole).toString() : QString();
}

} // namespace larder
