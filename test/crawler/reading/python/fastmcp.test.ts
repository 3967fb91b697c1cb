import { describe, expect, it } from 'vitest';
import { type Files, read, told } from '../made.ts';

/** A wheel with one module. */
const wheel = (source: string, more: Files = {}): Files => ({
  'package.json': '{}',
  'made-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: made\nVersion: 1.0\n\nDescription: not this\n',
  'made-1.0.dist-info/entry_points.txt': '[console_scripts]\nmade = made.server:main\n',
  'made/__init__.py': '',
  'made/server.py': source,
  ...more,
});
const HEAD = `from typing import Annotated, Any, Literal, Optional
from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel, Field

mcp = FastMCP("made")
`;

describe('a FastMCP server', () => {
  it('of 59 decorated tools with signatures over several lines gives 59, their docstrings whole', () => {
    const documents = Array.from(
      { length: 59 },
      (_, index) => `Does thing ${index}.\n\nIn ${index} steps:\n    - "one", \\'two\\'\n\nArgs:\n    query: what`,
    );
    const functions = documents.map((document, index) => {
      const lines = document.replaceAll("\\'", "'").split('\n');
      return `@mcp.tool(\n    annotations={\n        "readOnlyHint": ${index % 2 === 0 ? 'True' : 'False'},\n    },\n)
${index % 3 === 0 ? '' : 'async '}def tool_${index}(
    ctx: Context,
    query: Annotated[
        str,
        Field(description="What, (${index})"),  # a comment, with )
    ],
    limit: int = ${index},
    tags: list[str] | None = None,
    *,
    mode: Literal["fast", "slow"] = "fast",
) -> dict[str, Any]:
    """${lines.map((line, at) => (at === 0 || line === '' ? line : `    ${line}`)).join('\n')}
    """
    return {}
`;
    });
    const { tools, unsure, defects } = read(wheel(`${HEAD}\n${functions.join('\n')}\ndef main():\n    mcp.run()\n`));
    expect({ unsure, defects }).toEqual({ unsure: [], defects: [] });
    expect(tools.map(({ name, description }) => [name, description])).toEqual(
      documents.map((document, index) => [`tool_${index}`, document.replaceAll("\\'", "'")]),
    );
    expect(tools[7]).toMatchObject({
      inputSchema: {
        type: 'object',
        properties: {
          query: { type: 'string', description: 'What, (7)' },
          limit: { type: 'integer', default: 7 },
          tags: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'null' }] },
          mode: { enum: ['fast', 'slow'], default: 'fast' },
        },
        required: ['query'],
      },
      annotations: { readOnlyHint: false },
      provenance: { file: 'made/server.py', line: expect.any(Number) },
    });
  });

  it.each([
    ['a bare decorator', `@mcp.tool\ndef find(query: str):\n    """Find things"""\n`],
    ['a name and a description of its own', `@mcp.tool(name="find", description="Find things")\ndef f(query: str): ...\n`],
    ['no name after all', `@mcp.tool(name=None)\ndef find(query: str):\n    "Find things"\n`],
    ['a function added later', `def find(query: str):\n    """Find things"""\n\nmcp.add_tool(find)\n`],
    ['a method of a class', `class Tools:\n    @mcp.tool()\n    def find(self, query: str) -> str:\n        """Find things"""\n`],
    [
      'a function inside a function',
      `def register(server: FastMCP):\n    @server.tool()\n    def find(query: str):\n        """Find things"""\n\nregister(mcp)\n`,
    ],
    ['a description from a constant', `WHAT = "Find " + "things"\n@mcp.tool(description=WHAT)\ndef find(query: str): ...\n`],
    ['another decorator between', `@mcp.tool()\n@retry(times=3)\nasync def find(query: str):\n    """Find things"""\n`],
  ])('is read with %s', (_what, source) => {
    expect(told(read(wheel(HEAD + source)))).toEqual(['find(query): Find things']);
  });

  it('of the low level gives the tools of its list', () => {
    const source = `from mcp.server import Server
from mcp.types import Tool
server = Server("made")

@server.list_tools()
async def list_tools() -> list[Tool]:
    return [
        Tool(name="find", description="Find things", inputSchema={"type": "object", "properties": {"query": {"type": "string"}}}),
    ]
`;
    expect(told(read(wheel(source)))).toEqual(['find(query): Find things']);
  });

  it('shares no tools with what only has the same word: commands of a command line, tools of an agent', () => {
    const source = `import typer\napp = typer.Typer()\n\n@app.command()\ndef find(query: str):\n    """Find things"""\n\nfrom agents import Agent\nagent = Agent()\n\n@agent.tool\ndef lose(query: str):\n    """Lose things"""\n`;
    expect(read(wheel(source)).tools).toEqual([]);
  });

  it('has the name and version of its wheel', () => {
    expect(read(wheel(HEAD))).toMatchObject({ name: 'made', version: '1.0' });
  });
});
