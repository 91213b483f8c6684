#include "models/schemafilter.h"

#include "models/schemamodel.h"

namespace larder {

SchemaFilter::SchemaFilter(SchemaModel* model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

void SchemaFilter::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    invalidateFilter();
}

void SchemaFilter::refresh()
{
    if (!m_text.isEmpty())
        invalidateFilter();
}

bool SchemaFilter::matches(const QModelIndex& index) const
{
    return m_model->isNamed(mapToSource(index), m_text);
}

// The base class would have the lines below each table made.
bool SchemaFilter::hasChildren(const QModelIndex& parent) const
{
    return parent.isValid() ? m_model->hasChildren(mapToSource(parent)) : rowCount() > 0;
}

bool SchemaFilter::filterAcceptsRow(int sourceRow, const QModelIndex& sourceParent) const
{
    if (m_text.isEmpty() || m_model->holds(m_model->index(sourceRow, 0, sourceParent), m_text))
        return true;
    for (QModelIndex above = sourceParent; above.isValid(); above = above.parent()) {
        if (m_model->isNamed(above, m_text))
            return true;
    }
    return false;
}

} // namespace larder
