import { DataSourcePlugin } from '@grafana/data';
import { ConfigEditor } from './components/ConfigEditor';
import { QueryEditor } from './components/QueryEditor';
import { VedetteDataSource } from './datasource';
import type { VedetteOptions, VedetteQuery, VedetteSecureOptions } from './types';

export const plugin = new DataSourcePlugin<VedetteDataSource, VedetteQuery, VedetteOptions, VedetteSecureOptions>(
  VedetteDataSource
)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor);
