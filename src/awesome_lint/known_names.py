"""How well-known names are written by those who bear them."""

from __future__ import annotations

_WRITTEN = frozenset(
    """
GitHub GitLab Bitbucket YouTube LinkedIn WhatsApp PayPal OpenAI ChatGPT DeepMind iCloud DigitalOcean
JavaScript TypeScript CoffeeScript WebAssembly PowerShell LaTeX
Node.js Vue.js Next.js Nuxt.js Ember.js D3.js Three.js jQuery
macOS iOS iPadOS watchOS tvOS iPhone iPad FreeBSD OpenBSD NetBSD CentOS
PostgreSQL MySQL MariaDB MongoDB SQLite CouchDB DynamoDB InfluxDB Neo4j GraphQL Elasticsearch
PyTorch TensorFlow NumPy SciPy OpenCV FastAPI LangChain PyCharm IntelliJ WebStorm PhpStorm NetBeans
WordPress CodeIgniter SvelteKit Xcode Neovim FFmpeg ImageMagick OpenGL WebGL WebGPU WebRTC WebSocket
CircleCI DevOps OAuth Kubernetes Wikipedia
Python Docker Django Ubuntu Debian Dropbox Evernote Firefox Photoshop Facebook Heroku Netlify Vercel Cloudflare
""".split()
)

_WRONG = {
    "nodejs": "Node.js",
    "vuejs": "Vue.js",
    "nextjs": "Next.js",
    "stackoverflow": "Stack Overflow",
    "stack overflow": "Stack Overflow",
    "hugging face": "Hugging Face",
    "postgres sql": "PostgreSQL",
    "java script": "JavaScript",
    "type script": "TypeScript",
    "git hub": "GitHub",
    "you tube": "YouTube",
    "visual studio code": "Visual Studio Code",
    "sublime text": "Sublime Text",
    "digital ocean": "DigitalOcean",
    "word press": "WordPress",
    "tensor flow": "TensorFlow",
}

NAMES = _WRITTEN | frozenset(_WRONG.values()) | {"npm", "pip", "curl", "git", "vim", "bash", "zsh", "esbuild"}
"""The names, as they are written."""

BY_KEY = {name.casefold(): name for name in _WRITTEN} | _WRONG
"""The right name by what is written in its place, in lower case."""
